namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>A fact that needs to mount a file system, which root may do; skipped elsewhere, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly string? Reason = FindReason();

    public SmallDiskFactAttribute() => Skip = Reason;

    private static string? FindReason()
    {
        using var disk = SmallDisk.TryMount(megabytes: 1);
        return disk is null ? "Mounting a tmpfs is not allowed here; it needs root on Linux." : null;
    }
}
