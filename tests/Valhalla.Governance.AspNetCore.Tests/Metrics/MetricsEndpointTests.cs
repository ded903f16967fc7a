using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Metrics;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.Prometheus;

namespace Valhalla.Governance.AspNetCore.Tests.Metrics;

public sealed class MetricsEndpointTests
{
    private const string Path = "/metrics";

    [Fact]
    public async Task Metrics_NotAskedFor_AreNotMapped()
    {
        await using var api = await TestApi.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync(Path)).StatusCode);
    }

    [Fact]
    public async Task Metrics_WithoutTheRole_AreForbidden()
    {
        await using var api = await TestApi.StartAsync(
            RoleScheme.Add, app => app.MapValhalla(o => o.MetricsPath = Path), RoleScheme.MapAll);
        using var reader = new HttpRequestMessage(HttpMethod.Get, Path);
        reader.Headers.Add(RoleScheme.Header, "read");
        using var operatorOnly = new HttpRequestMessage(HttpMethod.Get, Path);
        operatorOnly.Headers.Add(RoleScheme.Header, "operate");

        Assert.Equal(HttpStatusCode.OK, (await api.Client.SendAsync(reader)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.Client.SendAsync(operatorOnly)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetAsync(Path)).StatusCode);
    }

    [Fact]
    public async Task Metrics_AfterCalls_CountThem()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync("/api/governance/risk/check-and-reserve", """{"engine":"WHOLESALE","amount":5}""");
        await api.PostJsonAsync("/api/governance/risk/check-and-reserve", """{"engine":"WHOLESALE","amount":7}""");

        using var response = await api.GetAsync(Path);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("valhalla_risk_reserves_total{engine=\"WHOLESALE\",status=\"granted\"} 2", lines);
        Assert.Contains("# TYPE valhalla_risk_reserves_total counter", lines);
        Assert.Contains("valhalla_risk_batch_size_bucket{le=\"1\"} 2", lines);
        Assert.Contains("valhalla_risk_batch_size_bucket{le=\"+Inf\"} 2", lines);
        Assert.Contains("valhalla_risk_batch_size_sum 2", lines);
        Assert.Contains("valhalla_risk_batch_size_count 2", lines);
        Assert.Contains("valhalla_go_live_kill_switch_engaged 0", lines);
        Assert.Contains("valhalla_probe_success{check=\"storage\"} 1", lines);
    }

    [PromtoolFact]
    public async Task Metrics_OfEveryKind_PassPromtool()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync("/api/governance/risk/check-and-reserve", """{"engine":"CAPITAL","amount":5}""");
        await api.GetJsonAsync("/api/governance/audit/verify");
        await api.GetJsonAsync("/api/governance/runbook/status");
        AddHostileInstruments(api.Services.GetRequiredService<ValhallaMeter>().Meter);
        var text = await (await api.GetAsync(Path)).Content.ReadAsStringAsync();

        var (exitCode, output) = await Promtool.CheckMetricsAsync(text);
        var (brokenExitCode, _) = await Promtool.CheckMetricsAsync(
            text.Replace("_labels_total counter", "_labels_total count", StringComparison.Ordinal));

        Assert.True(exitCode == 0, output);
        Assert.NotEqual(0, brokenExitCode);
    }

    [Fact]
    public async Task Metrics_HostileLabels_AreEscaped()
    {
        await using var api = await StartAsync();
        AddHostileInstruments(api.Services.GetRequiredService<ValhallaMeter>().Meter);

        var text = await (await api.GetAsync(Path)).Content.ReadAsStringAsync();

        Assert.Contains(
            """valhalla_test_labels_total{a_b="back\\slash",quote="say \"hi\"\nbye"} 3""",
            text,
            StringComparison.Ordinal);
        Assert.Contains("""# HELP valhalla_test_labels_total Two\nlines, and \\.""", text, StringComparison.Ordinal);
        Assert.Contains("valhalla_test_duration_seconds_sum 0.25", text, StringComparison.Ordinal);
        Assert.Contains("valhalla_test_level{node=\"b\"} 2.5", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Family_MoreLabelSetsThanAllowed_CountsTheRestTogether()
    {
        using var meter = new Meter("test");
        var family = new MetricFamily(meter.CreateCounter<long>("valhalla.test.many"));
        for (var i = 0; i < MetricFamily.MaxSeries + 10; i++)
        {
            family.Record(1, [new("id", i)]);
        }

        family.Record(1, [new("id", 0)]);

        var values = new Dictionary<string, double>();
        family.Write(series => values.Add(series.Labels, series.Value));
        Assert.Equal(MetricFamily.MaxSeries + 1, values.Count);
        Assert.Equal((10d, 2d), (values["otel_metric_overflow=\"true\""], values["id=\"0\""]));
    }

    [Fact]
    public void Record_OfAKnownSeries_AllocatesNothing()
    {
        using var meter = new Meter("test");
        var family = new MetricFamily(meter.CreateHistogram<double>("valhalla.test.time", "s"));
        KeyValuePair<string, object?>[] tags = [new("engine", "WHOLESALE"), new("ok", true)];

        var allocated = Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                family.Record(0.1, tags);
            }
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Metrics_PathThatIsNone_FailsWithItsId()
    {
        var error = await Assert.ThrowsAsync<ValhallaConfigurationException>(
            () => TestApi.StartAsync(map: app => app.MapValhalla(o => o.MetricsPath = "metrics")));

        Assert.Equal("VG0805", error.Id);
    }

    private static void AddHostileInstruments(Meter meter)
    {
        meter.CreateCounter<long>("valhalla.test.labels", "{x}", "Two\nlines, and \\.").Add(
            3, new("quote", "say \"hi\"\nbye"), new("a.b", "back\\slash"));
        meter.CreateHistogram<double>("valhalla.test.duration", "ms", "In milliseconds.").Record(250);
        meter.CreateUpDownCounter<long>("valhalla.test.depth", "{x}", "Rises and falls.").Add(-4);
        meter.CreateObservableGauge(
            "valhalla.test.level",
            () => new[]
            {
                new Measurement<double>(double.NaN, new KeyValuePair<string, object?>("node", "a")),
                new Measurement<double>(2.5, new KeyValuePair<string, object?>("node", "b")),
            },
            "{x}",
            "Of two nodes.");
    }

    private static Task<TestApi> StartAsync() =>
        TestApi.StartAsync(map: app => app.MapValhalla(o => o.MetricsPath = Path));
}
