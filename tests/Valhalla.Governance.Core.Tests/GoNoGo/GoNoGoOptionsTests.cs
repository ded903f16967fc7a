using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

public sealed class GoNoGoOptionsTests
{
    private const string Section = "Valhalla:GoNoGo:";

    [Fact]
    public async Task Criteria_Settings_ChangeThresholdAgeAndNeed()
    {
        await using var board = Board(
            ("Criteria:policy_entropy:Threshold", "0.85"),
            ("Criteria:policy_entropy:WarnThreshold", "0.95"),
            ("Criteria:policy_entropy:MaxAge", "00:10:00"),
            ("Criteria:slo.exporter_uptime:Required", "false"),
            ("Criteria:collapse_risk:Threshold", "MEDIUM"),
            ("Criteria:training_stable:Enabled", "false"));

        var criteria = board.Board.Criteria.ToDictionary(criterion => criterion.Id);

        Assert.Equal(EvidenceValue.Of(0.85m), criteria["policy_entropy"].Threshold);
        Assert.Equal(EvidenceValue.Of(0.95m), criteria["policy_entropy"].WarnThreshold);
        Assert.Equal(TimeSpan.FromMinutes(10), criteria["policy_entropy"].MaxAge);
        Assert.False(criteria["slo.exporter_uptime"].Required);
        Assert.Equal(EvidenceValue.Of("MEDIUM"), criteria["collapse_risk"].Threshold);
        Assert.DoesNotContain("training_stable", criteria.Keys);
        Assert.Equal(GoNoGoCriteria.All.Count - 1, criteria.Count);
    }

    [Theory]
    [InlineData("Criteria:policy_entropie:Threshold", "0.85", "VG1402")]
    [InlineData("Criteria:on_call_ack:Enabled", "false", "VG1402")]
    [InlineData("Criteria:policy_entropy:Threshold", "high", "VG1403")]
    [InlineData("Criteria:policy_entropy:Threshold", "1e3", "VG1403")]
    [InlineData("Criteria:kill_switch_drill:Threshold", "1", "VG1403")]
    [InlineData("Criteria:policy_entropy:WarnThreshold", "true", "VG1403")]
    [InlineData("Criteria:policy_entropy:MaxAge", "00:00:00", "VG1401")]
    [InlineData("EvaluationLifetime", "00:00:59", "VG1401")]
    [InlineData("SignOffLifetime", "8.00:00:00", "VG1401")]
    [InlineData("DecisionLifetime", "00:00:00", "VG1401")]
    [InlineData("NoGoReviewAfter", "91.00:00:00", "VG1401")]
    [InlineData("ProviderTimeout", "00:00:00.01", "VG1401")]
    [InlineData("RecordDirectory", " ", "VG1401")]
    public async Task Options_Wrong_StopTheStartWithIdAndSetting(string setting, string value, string id)
    {
        await using var board = Board((setting, value));

        var error = Assert.Throws<OptionsValidationException>(
            () => board.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(id, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddGoNoGoCriterion_OfTheHost_IsJudgedToo()
    {
        await using var board = new BoardFixture(configure: builder => builder.AddGoNoGoCriterion(Own));

        var missing = await board.EvaluateAsync();
        board.Observe("p99_ms", EvidenceValue.Of(250));
        var good = await board.EvaluateAsync();

        Assert.Equal(["latency"], missing.Failing);
        Assert.Equal(GoNoGoOutcome.Go, good.Outcome);
    }

    [Fact]
    public async Task AddGoNoGoCriterion_IdOfABuiltInOne_StopsTheStart()
    {
        await using var board = new BoardFixture(
            configure: builder => builder.AddGoNoGoCriterion(Own with { Id = "policy_entropy" }));

        var error = Assert.Throws<OptionsValidationException>(
            () => board.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("VG1404", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddGoNoGoCriterion_ThatMakesNoSense_Throws()
    {
        var builder = new ServiceCollection().AddValhallaCore();
        foreach (var wrong in new[]
        {
            Own with { Id = "Latency" },
            Own with { Signal = default },
            Own with { Title = "" },
            Own with { MaxAge = TimeSpan.Zero },
            Own with { Comparison = SignalComparison.Is },
            Own with { WarnThreshold = EvidenceValue.Of(true) },
        })
        {
            var error = Assert.Throws<ValhallaConfigurationException>(() => builder.AddGoNoGoCriterion(wrong));
            Assert.Contains("VG1405", error.Message, StringComparison.Ordinal);
        }
    }

    private static Criterion Own { get; } = new()
    {
        Id = "latency",
        Group = CriterionGroup.Technical,
        Title = "Latency below 300 ms",
        Signal = new SignalName("p99_ms"),
        Comparison = SignalComparison.Below,
        Threshold = EvidenceValue.Of(300),
        MaxAge = TimeSpan.FromMinutes(5),
    };

    private static BoardFixture Board(params (string Key, string Value)[] settings) =>
        new(settings.ToDictionary(setting => Section + setting.Key, setting => (string?)setting.Value));
}
