using System.Globalization;
using System.Text.RegularExpressions;
using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Middleware;

/// <summary>The load generator <c>wrk</c>: one thread, 32 connections.</summary>
internal static partial class Wrk
{
    private const int Connections = 32;

    /// <summary>Requests a second.</summary>
    /// <exception cref="NotMeasurableException">This machine has no <c>wrk</c>.</exception>
    /// <exception cref="InvalidOperationException">Requests failed or were refused.</exception>
    public static async Task<double> RunAsync(Uri address, TimeSpan duration)
    {
        var program = MeasuredProcess.Find("wrk")
            ?? throw new NotMeasurableException("wrk is not installed. On Debian: apt-get install wrk.");
        var seconds = Math.Max(1, (int)Math.Round(duration.TotalSeconds));
        var text = await MeasuredProcess.RunAsync(
            program, "-t1", $"-c{Connections}", $"-d{seconds}s", address.ToString());
        if (text.Contains("Non-2xx", StringComparison.Ordinal)
            || text.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Requests failed: {text}");
        }

        return PerSecond().Match(text) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"wrk said: {text}");
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();
}
