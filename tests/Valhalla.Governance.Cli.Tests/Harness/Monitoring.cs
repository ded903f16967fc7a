using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.Cli.Tests.Harness;

/// <summary>
/// What goes on around an application on a fake clock: monitoring posts signals and counts, the host records how units
/// came out, and time passes.
/// </summary>
internal sealed class Monitoring : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly string[] Objectives =
        ["policy_heartbeat_freshness", "exporter_uptime", "validation_cadence"];

    private readonly AppHost _app;
    private readonly FakeTimeProvider _clock;
    private readonly HttpClient _client;
    private readonly string _evidence;

    /// <param name="app">The application.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="others">The signals that people and pipelines post.</param>
    public Monitoring(AppHost app, FakeTimeProvider clock, IReadOnlySet<string> others)
    {
        (_app, _clock) = (app, clock);
        _client = new HttpClient { BaseAddress = new Uri(app.Url + "/api/governance/") };
        var monitored = GoodEvidence.Values
            .Where(pair => !others.Contains(pair.Key)
                && !ReservedSignals.All.Contains(new SignalName(pair.Key))
                && !pair.Key.StartsWith("slo.", StringComparison.Ordinal))
            .Select(pair => Evidence(
                pair.Key, pair.Value.Kind == EvidenceKind.Text ? $"\"{pair.Value.Text}\"" : pair.Value.Text))
            .Append(Evidence("cost_over_baseline_percent", "3"));
        _evidence = $$"""{"evidence":[{{string.Join(',', monitored)}}],"actor":"monitoring"}""";
    }

    /// <summary>Posts the newest value of every signal, and counts of every objective.</summary>
    public async Task PostAsync()
    {
        await PostAsync("go-no-go/evidence", _evidence);
        foreach (var objective in Objectives)
        {
            await PostAsync("error-budgets/counts", $$"""{"objective":"{{objective}}","good":100000,"bad":0}""");
        }
    }

    /// <summary>Time passes while the host works and monitoring goes on.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await ObserveAsync(units: 1_000);
        for (var left = time; left > TimeSpan.Zero; left -= Interval)
        {
            _clock.Advance(left < Interval ? left : Interval);

            // A leap of the clock makes what the store confirmed old, until the monitor has read it again.
            var gate = _app.Services.GetRequiredService<IGoLiveGate>();
            await DuringAsync(
                TimeSpan.FromMilliseconds(200), () => !gate.Current.IsStale, "control state is confirmed");
            await PostAsync();
        }
    }

    /// <summary>Time passes in small steps until something has happened that waits on the clock.</summary>
    public Task DuringAsync(TimeSpan step, Func<bool> hasHappened, string what) => Eventually.TrueAsync(
        () =>
        {
            _clock.Advance(step);
            return hasHappened();
        },
        what);

    public void Dispose() => _client.Dispose();

    private static string Evidence(string signal, string value) => $$"""{"signal":"{{signal}}","value":{{value}}}""";

    private async Task ObserveAsync(int units)
    {
        var ramp = _app.Services.GetRequiredService<IInfluenceRamp>();
        foreach (var batch in Enumerable.Range(0, units).Chunk(500))
        {
            var observations = batch.Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"unit":"customer-{{i}}","decision":"{{ramp.Decide($"customer-{i}").ToString().ToUpperInvariant()}}",
                "incumbent_outcome":"hold","candidate_outcome":"hold"}
                """));
            await PostAsync("ramp/observations", $$"""{"observations":[{{string.Join(',', observations)}}]}""");
        }
    }

    private async Task PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync()}");
    }
}
