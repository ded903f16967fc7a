using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.GoLive;

/// <summary>
/// What the gate decides. The rule: production execution needs go-live enabled and a fresh state where enforcement is
/// on, and the kill switch clear always; sandbox execution needs the kill switch clear; reading always passes.
/// </summary>
public sealed class GoLiveGateCheckTests
{
    public static TheoryData<ExecutionClass, bool, bool, bool, bool, GateDecision> Rows()
    {
        var rows = new TheoryData<ExecutionClass, bool, bool, bool, bool, GateDecision>();
        foreach (var isProduction in new[] { true, false })
        {
            foreach (var isStale in new[] { true, false })
            {
                foreach (var isEnabled in new[] { true, false })
                {
                    rows.Add(ExecutionClass.ReadOnly, isProduction, isStale, isEnabled, false, GateDecision.Allowed);
                    rows.Add(ExecutionClass.ReadOnly, isProduction, isStale, isEnabled, true, GateDecision.Allowed);
                    rows.Add(ExecutionClass.SandboxExec, isProduction, isStale, isEnabled, false, GateDecision.Allowed);
                    foreach (var executionClass in new[] { ExecutionClass.SandboxExec, ExecutionClass.ProdExec })
                    {
                        rows.Add(
                            executionClass, isProduction, isStale, isEnabled, true, GateDecision.KillSwitchEngaged);
                    }
                }
            }
        }

        rows.Add(ExecutionClass.ProdExec, true, false, true, false, GateDecision.Allowed);
        rows.Add(ExecutionClass.ProdExec, true, false, false, false, GateDecision.GoLiveDisabled);
        rows.Add(ExecutionClass.ProdExec, true, true, true, false, GateDecision.StateStale);
        rows.Add(ExecutionClass.ProdExec, true, true, false, false, GateDecision.StateStale);
        foreach (var isStale in new[] { true, false })
        {
            rows.Add(ExecutionClass.ProdExec, false, isStale, true, false, GateDecision.Allowed);
            rows.Add(ExecutionClass.ProdExec, false, isStale, false, false, GateDecision.Allowed);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Check_EveryState_DecidesAsTheRuleSays(
        ExecutionClass executionClass,
        bool isProduction,
        bool isStale,
        bool isEnabled,
        bool isKilled,
        GateDecision expected)
    {
        await using var host = new GovernedHost(isProduction ? "production" : "development");
        await host.SetGateAsync(isEnabled, isKilled);
        if (isStale)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.Equal(expected, host.Gate.Check(executionClass));
    }

    [Fact]
    public async Task Check_EnforcementSwitchedOff_AllowsProductionWithoutGoLive()
    {
        await using var host = new GovernedHost(settings: new() { ["GO_LIVE_ENFORCE"] = "0" });
        await host.SetGateAsync(goLiveEnabled: false, killSwitchEngaged: false);

        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));
    }

    [Theory]
    [InlineData("production")]
    [InlineData("development")]
    public async Task Check_BeforeTheFirstRead_IsClosed(string environment)
    {
        await using var host = new GovernedHost(environment);

        Assert.Equal(GateDecision.StateStale, host.Gate.Check(ExecutionClass.ProdExec));
        Assert.Equal(GateDecision.StateStale, host.Gate.Check(ExecutionClass.SandboxExec));
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ReadOnly));
        Assert.True(host.Gate.Current.IsStale);
        Assert.Null(host.Gate.Current.Age);
    }

    [Fact]
    public async Task Check_AtMaxStaleness_IsStillFreshAndOneTickLaterNot()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        host.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));
        Assert.False(host.Gate.Current.IsStale);

        host.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(GateDecision.StateStale, host.Gate.Check(ExecutionClass.ProdExec));
        Assert.True(host.Gate.Current.IsStale);

        await host.Control.RefreshAsync(CancellationToken.None);
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));
    }

    [Fact]
    public async Task Check_WallClockJumps_ChangesNothing()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        host.Clock.SetUtcNow(host.Clock.GetUtcNow().AddHours(26));
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));

        host.Clock.SetUtcNow(host.Clock.GetUtcNow().AddHours(-52));
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(GateDecision.StateStale, host.Gate.Check(ExecutionClass.ProdExec));
    }

    [Fact]
    public async Task Check_UnknownClass_IsTreatedAsProduction()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: false, killSwitchEngaged: false);

        Assert.Equal(GateDecision.GoLiveDisabled, host.Gate.Check((ExecutionClass)99));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Check_TenThousandTimes_AllocatesNothing(bool isEnabled)
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(isEnabled, killSwitchEngaged: false);
        var gate = host.Gate;

        Assert.Equal(0, Allocations.LeastOf(() => CheckMany(gate, 10_000)));
    }

    [Theory]
    [InlineData(true, false, GateDecision.KillSwitchEngaged, "kill_switch_engaged")]
    [InlineData(false, false, GateDecision.GoLiveDisabled, "go_live_disabled")]
    [InlineData(false, true, GateDecision.StateStale, "state_stale")]
    public async Task EnsureAllowed_Denied_ThrowsWithTheDecisionAndItsCode(
        bool isKilled, bool isStale, GateDecision decision, string code)
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: isStale, isKilled);
        host.Clock.Advance(isStale ? TimeSpan.FromSeconds(6) : TimeSpan.Zero);

        var denied = Assert.Throws<ExecutionDeniedException>(() => host.Gate.EnsureAllowed(ExecutionClass.ProdExec));

        Assert.Equal(decision, denied.Decision);
        Assert.Equal(code, denied.Code);
        Assert.Contains(code, denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureAllowed_Allowed_Returns()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        host.Gate.EnsureAllowed(ExecutionClass.ProdExec);
    }

    private static void CheckMany(IGoLiveGate gate, int times)
    {
        for (var i = 0; i < times; i++)
        {
            gate.Check(ExecutionClass.ProdExec);
        }
    }
}
