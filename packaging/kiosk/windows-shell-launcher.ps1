# Hands windows-shell-launcher.xml to Windows. Run as the system account, for example from a
# scheduled task; an administrator's window is not enough for this part of Windows.
$file = Join-Path $PSScriptRoot 'windows-shell-launcher.xml'
$text = Get-Content -Raw -Encoding UTF8 $file
Enable-WindowsOptionalFeature -Online -NoRestart -FeatureName Client-EmbeddedShellLauncher
$space = 'root\cimv2\mdm\dmmap'
$access = Get-CimInstance -Namespace $space -ClassName MDM_AssignedAccess
$access.ShellLauncher = [System.Net.WebUtility]::HtmlEncode($text)
Set-CimInstance -CimInstance $access
