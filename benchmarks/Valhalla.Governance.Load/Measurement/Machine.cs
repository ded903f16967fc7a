using System.Runtime.InteropServices;

namespace Valhalla.Governance.Load.Measurement;

/// <summary>Describes what a run ran on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores ({ProcessorModel()}), load average {LoadAverage()}, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
        + $"{(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC";

    private static string ProcessorModel() =>
        FirstLine("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim() ?? RuntimeInformation.OSArchitecture
            .ToString();

    /// <summary>Of the last minute.</summary>
    public static string LoadAverage() => FirstLine("/proc/loadavg", "")?.Split(' ')[0] ?? "unknown";

    private static string? FirstLine(string file, string start) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))
        : null;
}
