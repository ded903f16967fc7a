using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.ErrorBudgets;

public sealed class ErrorBudgetEndpointsTests
{
    private const string Base = "/api/governance/error-budgets";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 16, 12, 0, 0, TimeSpan.Zero));

    private Task<TestApi> StartAsync(Dictionary<string, string?>? settings = null) => TestApi.StartAsync(b =>
    {
        b.Services.AddSingleton<TimeProvider>(_time);
        b.Configuration.AddInMemoryCollection(settings ?? []);
    });

    [Fact]
    public async Task Budgets_NothingCounted_SayNoData()
    {
        await using var api = await StartAsync();

        var budgets = (await api.GetJsonAsync(Base)).GetProperty("budgets");

        Assert.Equal(
            ["policy_heartbeat_freshness", "exporter_uptime", "validation_cadence"],
            budgets.EnumerateArray().Select(budget => budget.GetProperty("name").GetString()));
        Assert.All(budgets.EnumerateArray(), budget =>
        {
            Assert.Equal("no_data", budget.GetProperty("status").GetString());
            Assert.Equal(JsonValueKind.Null, budget.GetProperty("sli_percent").ValueKind);
            Assert.Equal(JsonValueKind.Null, budget.GetProperty("month_to_date_burn_percent").ValueKind);
            Assert.False(budget.GetProperty("fast_burn").GetBoolean());
        });
    }

    [Fact]
    public async Task Counts_Posted_AppearInTheBudgetWithEveryField()
    {
        await using var api = await StartAsync();

        var answer = await api.PostJsonAsync(
            Base + "/counts",
            """{"objective":"exporter_uptime","good":9856,"bad":144,"at":"2026-01-16T11:59:30Z"}""");
        var budget = (await api.GetJsonAsync(Base)).GetProperty("budgets")[1];

        Assert.Equal("""{"ok":true,"count":1,"idempotent_replay":false}""", answer.GetRawText());
        Assert.Equal(
            ["name", "target_percent", "window_days", "good", "bad", "sli_percent", "burn_rates",
                "month_to_date_burn_percent", "remaining_percent", "budget_minutes", "fast_burn", "alerts",
                "time_to_exhaustion_hours", "status", "observed_at"],
            budget.EnumerateObject().Select(field => field.Name));
        Assert.Equal(98.56m, budget.GetProperty("sli_percent").GetDecimal());
        Assert.Equal(
            ["5m", "30m", "1h", "2h", "6h", "1d", "3d"],
            budget.GetProperty("burn_rates").EnumerateObject().Select(rate => rate.Name));
        Assert.Equal(14.4m, budget.GetProperty("burn_rates").GetProperty("5m").GetDecimal());
        Assert.Equal(744m, budget.GetProperty("month_to_date_burn_percent").GetDecimal()); // 14.4 · 15.5 / 30
        Assert.Equal(-1_340m, budget.GetProperty("remaining_percent").GetDecimal());
        Assert.Equal(43.2m, budget.GetProperty("budget_minutes").GetDecimal());
        Assert.Equal(50m, budget.GetProperty("time_to_exhaustion_hours").GetDecimal());
        Assert.Equal("exhausted", budget.GetProperty("status").GetString());
        Assert.Equal("2026-01-16T11:59:30Z", budget.GetProperty("observed_at").GetString());
        Assert.True(budget.GetProperty("fast_burn").GetBoolean());
        var page = budget.GetProperty("alerts")[0];
        Assert.Equal(
            ["severity", "short_window", "long_window", "threshold", "short_burn", "long_burn", "firing"],
            page.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ("page", "5m", "1h"),
            (Text(page, "severity"), Text(page, "short_window"), Text(page, "long_window")));
        Assert.Equal(
            (14.4m, 14.4m, 14.4m),
            (page.GetProperty("threshold").GetDecimal(), page.GetProperty("short_burn").GetDecimal(),
                page.GetProperty("long_burn").GetDecimal()));
        Assert.True(page.GetProperty("firing").GetBoolean());
    }

    [Fact]
    public async Task Counts_SameKey_AreAddedOnce()
    {
        await using var api = await StartAsync();
        const string json =
            """
            {"counts":[{"objective":"exporter_uptime","good":5,"bad":1},
                       {"objective":"validation_cadence","good":1,"bad":0}],"idempotency_key":"k"}
            """;

        var first = await api.PostJsonAsync(Base + "/counts/batch", json);
        var again = await api.PostJsonAsync(Base + "/counts/batch", json);
        await TestApi.ProblemAsync(
            await api.PostAsync(
                Base + "/counts/batch", json.Replace("\"good\":5", "\"good\":6", StringComparison.Ordinal)),
            409,
            "idempotency_key_reused");

        Assert.Equal(2, first.GetProperty("count").GetInt32());
        Assert.True(again.GetProperty("idempotent_replay").GetBoolean());
        Assert.Equal(5, (await api.GetJsonAsync(Base)).GetProperty("budgets")[1].GetProperty("good").GetInt64());
    }

    [Theory]
    [InlineData("""{"good":1,"bad":0}""", "objective")]
    [InlineData("""{"objective":"Exporter","good":1,"bad":0}""", "objective")]
    [InlineData("""{"objective":"nothing","good":1,"bad":0}""", "objective")]
    [InlineData("""{"objective":"exporter_uptime","bad":0}""", "good")]
    [InlineData("""{"objective":"exporter_uptime","good":1}""", "bad")]
    [InlineData("""{"objective":"exporter_uptime","good":-1,"bad":1}""", "good")]
    [InlineData("""{"objective":"exporter_uptime","good":1.5,"bad":1}""", "good")]
    [InlineData("""{"objective":"exporter_uptime","good":1e400,"bad":1}""", "good")]
    [InlineData("""{"objective":"exporter_uptime","good":1,"bad":1000000001}""", "bad")]
    [InlineData("""{"objective":"exporter_uptime","good":0,"bad":0}""", "good")]
    [InlineData("""{"objective":"exporter_uptime","good":1,"bad":0,"at":"2026-01-16T12:01:00Z"}""", "at")]
    [InlineData("""{"objective":"exporter_uptime","good":1,"bad":0,"at":"2025-12-17T11:59:59Z"}""", "at")]
    [InlineData("""{"objective":"exporter_uptime","good":1,"bad":0,"at":"yesterday"}""", "at")]
    [InlineData("""{"objective":"exporter_uptime","good":1,"bad":0,"total":1}""", "total")]
    public async Task Counts_Malformed_Are400NameTheFieldAndAddNothing(string json, string field)
    {
        await using var api = await StartAsync();

        await AssertRefusedAsync(api, Base + "/counts", json, field);
        if (json.Contains("\"objective\":\"exporter_uptime\",\"good\":1,\"bad\":0", StringComparison.Ordinal)
            && field == "at")
        {
            await AssertRefusedAsync(api, Base + "/counts/batch", $$"""{"counts":[{{json}}]}""", "counts[0].at");
        }
    }

    [Theory]
    [InlineData("""{}""", "counts")]
    [InlineData("""{"counts":[]}""", "counts")]
    [InlineData("""{"counts":[null]}""", "counts[0]")]
    [InlineData(
        """{"counts":[{"objective":"exporter_uptime","good":1,"bad":0},{"objective":"none","good":1,"bad":0}]}""",
        "counts[1].objective")]
    [InlineData(
        """{"counts":[{"objective":"exporter_uptime","good":1,"bad":0,"idempotency_key":"k"}]}""",
        "counts[0].idempotency_key")]
    public async Task Batch_Malformed_Is400NamesTheFieldAndAddsNothing(string json, string field)
    {
        await using var api = await StartAsync();

        await AssertRefusedAsync(api, Base + "/counts/batch", json, field);
    }

    [Fact]
    public async Task Batch_ThousandCounts_AreAddedAndOneMoreIsRefused()
    {
        await using var api = await StartAsync();

        var all = await api.PostJsonAsync(Base + "/counts/batch", Batch(1_000));

        Assert.Equal(1_000, all.GetProperty("count").GetInt32());
        await AssertRefusedAsync(api, Base + "/counts/batch", Batch(1_001), "counts", expectedGood: 1_000);
    }

    [Fact]
    public async Task Counts_OfAnObjectiveThatIsCountedFromKpi_AreRefused()
    {
        await using var api = await StartAsync(new Dictionary<string, string?>
        {
            ["Valhalla:ErrorBudgets:Objectives:0:Name"] = "ignored",
            ["Valhalla:ErrorBudgets:Objectives:0:TargetPercent"] = "50",
            ["Valhalla:ErrorBudgets:Objectives:1:Name"] = "contracts",
            ["Valhalla:ErrorBudgets:Objectives:1:TargetPercent"] = "90",
            ["Valhalla:ErrorBudgets:Objectives:1:KpiDomain"] = "WHOLESALE",
            ["Valhalla:ErrorBudgets:Objectives:1:KpiMetric"] = "contract_rate",
        });

        await AssertRefusedAsync(
            api, Base + "/counts", """{"objective":"contracts","good":1,"bad":0}""", "objective");
        await api.PostJsonAsync(
            "/api/governance/regression/kpi",
            """{"domain":"WHOLESALE","metric":"contract_rate","success":true}""");
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return api.GetJsonAsync(Base).GetAwaiter().GetResult()
                    .GetProperty("budgets")[1].GetProperty("good").GetInt64() == 1;
            },
            "the KPI event was counted");
    }

    private static string Batch(int count) => "{\"counts\":["
        + string.Join(',', Enumerable.Repeat("""{"objective":"exporter_uptime","good":1,"bad":0}""", count)) + "]}";

    private static string? Text(JsonElement element, string field) => element.GetProperty(field).GetString();

    private static async Task AssertRefusedAsync(
        TestApi api, string path, string json, string field, long expectedGood = 0)
    {
        using var response = await api.PostAsync(path, json);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 400, text);
        var errors = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("errors");
        Assert.True(errors.TryGetProperty(field, out var messages), errors.GetRawText());
        Assert.NotEqual(0, messages.GetArrayLength());
        Assert.Equal(
            expectedGood, (await api.GetJsonAsync(Base)).GetProperty("budgets")[1].GetProperty("good").GetInt64());
    }
}
