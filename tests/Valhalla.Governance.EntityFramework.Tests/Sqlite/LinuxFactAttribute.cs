namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>A file that is open can be taken away there, and the library notices it by device and inode.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Needs Linux.";
        }
    }
}
