# Turns off the keys that lead out of a kiosk (Windows Enterprise, Education, IoT: Keyboard Filter).
# Run once as administrator, then restart. Administrators keep their keys.
Enable-WindowsOptionalFeature -Online -NoRestart -FeatureName Client-KeyboardFilter
$space = 'root\standardcimv2\embedded'
$keys = 'Alt+F4', 'Alt+Tab', 'Shift+Alt+Tab', 'Ctrl+Esc', 'Ctrl+Shift+Esc', 'Alt+Esc', 'Win+L',
        'Win+U', 'Win+R', 'Win+E', 'Win+D', 'Windows', 'LShift+LAlt+NumLock', 'LShift+LAlt+PrintScrn'
foreach ($key in $keys) {
    $found = Get-CimInstance -Namespace $space -ClassName WEKF_PredefinedKey -Filter "Id='$key'"
    if ($found) { $found.Enabled = $true; Set-CimInstance -InputObject $found }
}
$off = Get-CimInstance -Namespace $space -ClassName WEKF_Settings -Filter "Name='DisableKeyboardFilterForAdministrators'"
if ($off) { $off.Value = 'true'; Set-CimInstance -InputObject $off }
# Printed pages are not kept by the print system.
Get-Printer | ForEach-Object { Set-Printer -Name $_.Name -KeepPrintedJobs $false }
