using System.Text.Json;

namespace Valhalla.Governance.Core.Tests.Audit;

public sealed class AuditStateTests
{
    private static readonly EngineName Capital = new("CAPITAL");

    [Fact]
    public async Task State_BetweenChanges_IsWhatTheLastOneLeft()
    {
        await using var host = new AuditHost();
        var start = host.Clock.GetUtcNow();
        await host.ChangeAsync(6); // engage, release, CAPITAL 102, engage, release, CAPITAL 105; 7 s apart

        var before = await host.Trail.GetStateAsync(start.AddSeconds(6));
        var engaged = await host.Trail.GetStateAsync(start.AddSeconds(7));
        var released = await host.Trail.GetStateAsync(start.AddSeconds(20));
        var changed = await host.Trail.GetStateAsync(start.AddSeconds(21));

        Assert.Equal((0L, 1L, 2L, 3L), (before.Sequence, engaged.Sequence, released.Sequence, changed.Sequence));
        Assert.False(Gate(before).GetProperty("kill_switch_engaged").GetBoolean());
        Assert.True(Gate(engaged).GetProperty("kill_switch_engaged").GetBoolean());
        Assert.False(Gate(released).GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Empty(Gate(released).GetProperty("release_approvals").EnumerateArray());
        Assert.Equal(
            (150m, AuditStateSource.LaterRecord), (Loss(released), Item(released, "risk_policy", "CAPITAL").Source));
        Assert.Equal(
            (102m, AuditStateSource.Record), (Loss(changed), Item(changed, "risk_policy", "CAPITAL").Source));
        Assert.Null(changed.Break);
    }

    [Fact]
    public async Task State_RowNeverChanged_IsTheSeed()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(1);

        var now = await host.Trail.GetStateAsync(host.Clock.GetUtcNow());
        var longAgo = await host.Trail.GetStateAsync(host.Clock.GetUtcNow().AddYears(-1));

        Assert.Equal(AuditStateSource.Seed, Item(now, "risk_policy", "NOTIFY").Source);
        Assert.DoesNotContain(longAgo.Items, i => i.Source == AuditStateSource.Seed);
        Assert.NotEmpty(now.NotRebuilt);
    }

    [Fact]
    public async Task State_RowCreatedLater_IsNotThere()
    {
        await using var host = new AuditHost();
        var start = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Get<IRiskGuard>().UpsertPolicyAsync(
            new RiskPolicyChange(new EngineName("NEW"), AuditHost.Ann)
            {
                MaxDailyLoss = Money.FromDecimal(1),
                MaxDailyExposure = Money.FromDecimal(1),
            },
            default);

        Assert.DoesNotContain((await host.Trail.GetStateAsync(start)).Items, i => i.Subject == "NEW");
        Assert.Contains(
            (await host.Trail.GetStateAsync(host.Clock.GetUtcNow())).Items, i => i.Subject == "NEW");
    }

    [Fact]
    public async Task State_RecordsRemoved_SaysSo()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(6);
        var records = await host.RecordsAsync();
        await using var tampered = new AuditHost(new ListedAuditStore(records[1..]), host.CheckpointPath);

        var state = await tampered.Trail.GetStateAsync(tampered.Clock.GetUtcNow());

        Assert.Equal((1, AuditBreakKind.Gap), (state.Break!.Sequence, state.Break.Kind));
    }

    [Fact]
    public async Task State_OfTheFuture_IsRefused()
    {
        await using var host = new AuditHost();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await host.Trail.GetStateAsync(host.Clock.GetUtcNow().AddHours(1)));
    }

    private static AuditStateItem Item(AuditState state, string area, string subject) =>
        state.Items.Single(i => i.Area == area && i.Subject == subject);

    private static JsonElement Gate(AuditState state) => Value(Item(state, "gate", ""));

    private static decimal Loss(AuditState state) =>
        Value(Item(state, "risk_policy", Capital.Value)).GetProperty("max_daily_loss").GetDecimal();

    private static JsonElement Value(AuditStateItem item) => JsonDocument.Parse(item.ValueJson).RootElement;
}
