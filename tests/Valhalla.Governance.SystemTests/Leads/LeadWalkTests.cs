using System.Diagnostics;
using Valhalla.Governance.Testing;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Leads;

/// <summary>The sample's two simulated weeks, with fewer leads.</summary>
public sealed class LeadWalkTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Walk_TwoWeeksInEveryProvince_AllContactsInsideTheirWindows()
    {
        var (exitCode, text) = await RunAsync("60", "7");

        Assert.Equal(0, exitCode);
        Assert.Contains("(100.0 %)", text, StringComparison.Ordinal);
        Assert.Contains("FOLLOWUP.ladder_created: 60", text, StringComparison.Ordinal);
        Assert.DoesNotContain("outside:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Walk_NoNumberOfLeads_SaysHowItIsUsed()
    {
        var (exitCode, text) = await RunAsync("many");

        Assert.Equal(2, exitCode);
        Assert.Contains("Usage:", text, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [RepositoryPaths.AssemblyOf("LeadWalk"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);
        output.WriteLine(string.Concat(texts));
        return (process.ExitCode, string.Concat(texts));
    }
}
