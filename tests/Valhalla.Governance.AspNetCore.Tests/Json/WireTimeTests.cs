using System.Net;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Json;

/// <summary>One reader for the times of JSON, form and query.</summary>
public sealed class WireTimeTests
{
    private static readonly DateTimeOffset Instant = new(2026, 1, 31, 15, 30, 0, TimeSpan.Zero);

    public static TheoryData<string, long> Times => new()
    {
        { "2026-01-31T15:30:00Z", 0 },
        { "2026-01-31t15:30:00z", 0 },
        { "2026-01-31T15:30:00+00:00", 0 },
        { "2026-01-31T15:30:00-00:00", 0 },
        { "2026-01-31T15:30:00.0+00:00", 0 },
        { "2026-01-31T15:30:00.5Z", 5_000_000 },
        { "2026-01-31T15:30:00.123456+00:00", 1_234_560 },
        { "2026-01-31T15:30:00.1234567Z", 1_234_567 },
        { "2026-01-31T15:30:00.123456789Z", 1_234_567 },
        { "2026-01-31T15:30:00.123456789+00:00", 1_234_567 },
        { "2026-01-31T15:30:00.123456789012345678901234567890Z", 1_234_567 },
        { "2026-01-31T10:30:00-05:00", 0 },
        { "2026-02-01T05:29:59.9999999+14:00", -1 },
    };

    public static TheoryData<string> NoTimes =>
    [
        "", "2026-01-31", "2026-01-31T15:30:00", "2026-01-31T15:30Z", "2026-01-31T15:30:00.Z", "2026-01-31T15:30:00,5Z",
        "2026-01-31T15:30:00+0000", "2026-01-31T15:30:00+00", "2026-01-31T15:30:00+24:00", "2026-01-31T15:30:00Z ",
        "2026-01-31T15:30:00ZZ", "2026-02-30T15:30:00Z", "2026-01-31T25:30:00Z", "2026-01-31T15:30:61Z", "1769873400",
        "2026-01-31 15:30:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "yesterday",
        "\u0662026-01-31T15:30:00Z",
    ];

    [Theory]
    [MemberData(nameof(Times))]
    public void TryRead_Rfc3339_IsTheInstant(string text, long ticks)
    {
        Assert.True(WireTime.TryRead(text, out var time));
        Assert.Equal(Instant.AddTicks(ticks), time);
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Theory]
    [MemberData(nameof(NoTimes))]
    public void TryRead_AnythingElse_IsNone(string text) => Assert.False(WireTime.TryRead(text, out _));

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Time_InJsonAndQuery_IsAccepted(string text, long ticks)
    {
        _ = ticks;
        await using var api = await TestApi.StartAsync();

        await api.PostJsonAsync(
            "/api/governance/go-no-go/evidence",
            $$"""{"signal":"policy_entropy","value":1,"observed_at":"{{text}}"}""");
        await api.GetJsonAsync("/api/governance/audit/state?at=" + Uri.EscapeDataString(text));
        await api.GetJsonAsync("/api/governance/audit/state?at=" + text);
        await api.GetJsonAsync(
            "/api/governance/market/can-contact?province=ON&channel=SMS&at=" + Uri.EscapeDataString(text));
    }

    [Theory]
    [InlineData("\"2026-01-31\"")]
    [InlineData("\"2026-01-31T15:30:00\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"\"")]
    [InlineData("1769873400")]
    [InlineData("true")]
    public async Task Time_ThatIsNone_IsNamedInJsonAndQuery(string json)
    {
        await using var api = await TestApi.StartAsync();

        var inJson = await TestApi.ProblemAsync(
            await api.PostAsync(
                "/api/governance/error-budgets/counts/batch",
                $$"""{"counts":[{"objective":"exporter_uptime","good":1,"bad":0,"at":{{json}}}]}"""),
            400,
            "invalid_request");
        var inQuery = await TestApi.ProblemAsync(
            await api.GetAsync("/api/governance/audit/state?at=" + Uri.EscapeDataString(json.Trim('"'))),
            400,
            "invalid_request");

        Assert.Equal(WireTime.Remedy, inJson.GetProperty("errors").GetProperty("counts[0].at")[0].GetString());
        Assert.Equal(WireTime.Remedy, inQuery.GetProperty("errors").GetProperty("at")[0].GetString());
    }

    [Theory]
    [InlineData("/api/governance/risk/reserve", "expires_in_seconds", "\"5\"", "whole number")]
    [InlineData("/api/governance/risk/reserve", "expires_in_seconds", "1.5", "whole number")]
    [InlineData("/api/governance/risk/reserve", "expires_in_seconds", "99999999999", "whole number")]
    [InlineData("/api/governance/risk/reserve", "engine", "7", "string")]
    [InlineData("/api/governance/risk/reserve", "actor", "\"\\ud800\"", "string")]
    [InlineData("/api/governance/risk/check-and-reserve", "reserve", "\"yes\"", "true or false")]
    [InlineData("/api/governance/regression/kpi", "value", "\"1\"", "number")]
    [InlineData("/api/governance/regression/kpi/batch", "events", "{}", "array")]
    [InlineData("/api/governance/regression/kpi/batch", "events[0]", "7", "object")]
    [InlineData("/api/governance/error-budgets/counts", "good", "\"1\"", "whole number")]
    public async Task Member_OfAnotherType_IsNotSaidToBeBadJson(string path, string field, string json, string expected)
    {
        await using var api = await TestApi.StartAsync();
        var body = field.EndsWith("[0]", StringComparison.Ordinal)
            ? $$"""{"{{field[..^3]}}":[{{json}}]}"""
            : $$"""{"{{field}}":{{json}}}""";

        using var response = await api.PostAsync(path, body);

        var problem = await TestApi.ReadAsync(response, HttpStatusCode.BadRequest);
        var message = problem.GetProperty("errors").GetProperty(field)[0].GetString();
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("valid JSON", message, StringComparison.Ordinal);
    }
}
