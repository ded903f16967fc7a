using System.Text;
using System.Text.Json;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Notices;

namespace Valhalla.Governance.Core.Tests.Notices;

public sealed class NoticeRulesTests
{
    [Theory]
    [InlineData("kill_switch.engage", GovernanceNoticeKind.KillSwitchEngaged)]
    [InlineData("kill_switch.release", GovernanceNoticeKind.KillSwitchReleased)]
    [InlineData("regression.trigger", GovernanceNoticeKind.TripwireTriggered)]
    [InlineData("ramp.rollback", GovernanceNoticeKind.RampRolledBack)]
    [InlineData("go_no_go.decide", GovernanceNoticeKind.GoNoGoDecided)]
    [InlineData("go_live.enable", GovernanceNoticeKind.GoLiveEnabled)]
    [InlineData("go_live.enable_override", GovernanceNoticeKind.GoLiveEnabled)]
    [InlineData("go_live.disable", GovernanceNoticeKind.GoLiveDisabled)]
    public void Read_GovernanceEvent_IsItsNotice(string action, GovernanceNoticeKind kind)
    {
        var record = Record(action);

        var notice = NoticeRules.TryRead(record)!;

        Assert.Equal((kind, action, $"1-{record.Hash}"), (notice.Kind, notice.Action, notice.Id));
        Assert.Equal(("S", "ann", "me", "why"), (notice.Subject, notice.Actor, notice.ClaimedActor, notice.Reason));
    }

    [Theory]
    [InlineData("kill_switch.release_approval")]
    [InlineData("risk_policy.upsert")]
    [InlineData("regression.rearm")]
    [InlineData("heimdall.promote")]
    public void Read_AnyOtherChange_IsNoNotice(string action) => Assert.Null(NoticeRules.TryRead(Record(action)));

    [Fact]
    public void Json_WrittenAndRead_IsTheSameNotice()
    {
        var notice = NoticeRules.TryRead(Record("ramp.rollback"))!;

        Assert.Equal(notice, NoticeJson.Read(Encoding.UTF8.GetString(NoticeJson.Write(notice))));
    }

    [Fact]
    public void Json_KindOfANewerBuild_IsReadAndWrittenAsItWas()
    {
        var json = Encoding.UTF8.GetString(NoticeJson.Write(NoticeRules.TryRead(Record("ramp.rollback"))!))
            .Replace("ramp_rolled_back", "of_tomorrow", StringComparison.Ordinal);

        var notice = NoticeJson.Read(json);

        Assert.Equal("unknown", WireNames.Of(notice.Kind));
        Assert.Equal(json, Encoding.UTF8.GetString(NoticeJson.Write(notice)));
    }

    [Fact]
    public void Json_OfANotice_HasTheDocumentedMembers()
    {
        var body = JsonElement.Parse(NoticeJson.Write(NoticeRules.TryRead(Record("go_live.disable"))!));

        Assert.Equal(
            "id sequence hash kind action at subject actor claimed_actor reason from to",
            string.Join(' ', body.EnumerateObject().Select(member => member.Name)));
        Assert.Equal("go_live_disabled", body.GetProperty("kind").GetString());
        Assert.Equal("2026-01-13T15:30:00Z", body.GetProperty("at").GetString());
        Assert.Equal(1, body.GetProperty("from").GetProperty("a").GetInt32());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("to").ValueKind);
    }

    private static AuditRecord Record(string action) => AuditChain.Seal(
        new AuditEntry(action, "S", new ChangeAuthor("ann", "me", "10.0.0.1"), "why", """{"a":1}""", null, 3),
        1,
        AuditChain.GenesisHash,
        new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero));
}
