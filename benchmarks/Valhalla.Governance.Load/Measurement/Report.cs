using System.Text.Json;

namespace Valhalla.Governance.Load.Measurement;

/// <summary>Prints comparisons as a table, or writes them as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static void Print(TextWriter output, Scenario scenario, IReadOnlyList<Comparison> comparisons)
    {
        output.WriteLine();
        output.WriteLine(scenario.Title);
        output.WriteLine(
            $"{"callers",7}  {"way",-34} {scenario.Unit + "/s",14} {"p50 µs",9} {"p99 µs",9} {"B each",8} "
            + $"{"CPU µs each",11} {"ratio",7}  exact");
        foreach (var group in comparisons.GroupBy(comparison => comparison.Median.Callers))
        {
            foreach (var (_, median, ratio, _) in group)
            {
                output.WriteLine(
                    $"{median.Callers,7}  {median.Path,-34} {median.PerSecond,14:N0} {median.P50Microseconds,9:N0} "
                    + $"{median.P99Microseconds,9:N0} {median.BytesPerCall,8:N0} "
                    + $"{median.CpuMicrosecondsPerCall,11:N1} {ratio,7:N2}  {median.Error ?? "yes"}");
            }
        }
    }

    public static void Write(string file, string machine, IReadOnlyList<Comparison> comparisons) =>
        File.WriteAllText(file, JsonSerializer.Serialize(new { machine, comparisons }, Json));
}
