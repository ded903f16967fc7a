using System.Diagnostics.Metrics;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.Core.Tests.Audit;

/// <summary>The gauge of a broken chain: one for each kind of check, until somebody acknowledges it.</summary>
public sealed class BrokenGaugeTests
{
    [Fact]
    public async Task Acknowledge_ReasonThatNobodyCanSee_IsNone()
    {
        await using var host = new GovernedHost();
        await host.StartAsync();

        Assert.Equal(
            IntegrityAlarmStatus.ReasonRequired,
            await host.Get<IIntegrityAlarms>().AcknowledgeAsync(1, new ChangeAuthor("ann"), "\u200B"));
    }

    [Fact]
    public async Task Verify_ByARecordTheCallerMadeUp_RaisesNothing()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(3);

        var answer = await host.Trail.VerifyAsync([new AuditAnchor(1, new string('0', 64))]);

        Assert.Equal((1, AuditBreakKind.Checkpoint, 0), (answer.Break!.Sequence, answer.Break.Kind, answer.Records));
        Assert.All(Read(host), gauge => Assert.Equal(0, gauge.Value));
        Assert.Empty(await host.Get<IIntegrityAlarms>().ListAsync());
    }

    [Fact]
    public async Task Verify_BrokenAndThenACheckThatLooksAtLess_StaysUpUntilAcknowledged()
    {
        await using var original = new AuditHost();
        await original.ChangeAsync(6);
        var records = await original.RecordsAsync();
        await original.Trail.ExportCheckpointAsync();
        records[1] = records[1] with { Entry = records[1].Entry with { Reason = "another" } };
        await using var host = new AuditHost(new ListedAuditStore(records), original.CheckpointPath);

        Assert.False((await host.Trail.VerifyAsync([])).IsIntact);
        Assert.Equal(AuditExportStatus.Unchanged, (await host.Trail.ExportCheckpointAsync()).Status);

        var alarms = host.Get<IIntegrityAlarms>();
        var alarm = Assert.Single(await alarms.ListAsync());
        Assert.Equal((IntegrityAlarmKind.AuditBroken, "verify"), (alarm.Kind, alarm.Subject));
        Assert.Equal([("verify", 1), ("checkpoint", 0), ("archive", 0)], Read(host));
        await alarms.AcknowledgeAsync(alarm.Id, AuditHost.Ann, "known", CancellationToken.None);
        Assert.All(Read(host), gauge => Assert.Equal(0, gauge.Value));
    }

    [Fact]
    public async Task Verify_BehindABreakThatWasAcknowledged_FindsTheNextOne()
    {
        await using var original = new AuditHost();
        await original.ChangeAsync(9);
        var records = await original.RecordsAsync();
        records[1] = records[1] with { Entry = records[1].Entry with { Reason = "another" } };
        await using var host = new AuditHost(new ListedAuditStore(records));
        var alarms = host.Get<IIntegrityAlarms>();
        await host.Trail.VerifyAsync([]);
        await alarms.AcknowledgeAsync(
            Assert.Single(await alarms.ListAsync()).Id, AuditHost.Ann, "known", CancellationToken.None);

        var passed = await host.Trail.VerifyAsync([]);
        Assert.Equal((2, 9L), (passed.Break!.Sequence, passed.Records));
        Assert.Empty(await alarms.ListAsync());

        records[6] = records[6] with { Entry = records[6].Entry with { Reason = "another" } };
        Assert.Equal(7, (await host.Trail.VerifyAsync([])).Break!.Sequence);
        Assert.Equal("7 hash", Assert.Single(await alarms.ListAsync()).Fingerprint);
        Assert.Contains(("verify", 1), Read(host));
    }

    [Fact]
    public async Task Acknowledge_WithoutAReasonOrAnAlarm_ChangesNothing()
    {
        await using var host = new AuditHost();
        var alarms = host.Get<IIntegrityAlarms>();

        Assert.Equal(IntegrityAlarmStatus.ReasonRequired, await alarms.AcknowledgeAsync(1, AuditHost.Ann, " "));
        Assert.Equal(IntegrityAlarmStatus.NotFound, await alarms.AcknowledgeAsync(1, AuditHost.Ann, "none"));
        Assert.Empty(await host.RecordsAsync());
    }

    [Fact]
    public async Task Raise_SameFindingTwice_IsOneAlarmAndOneKill()
    {
        await using var host = new AuditHost();
        var alarms = host.Get<IntegrityAlarms>();
        var finding = new IntegrityFinding(IntegrityAlarmKind.LedgerDiffers, "risk_ledger_day GLOBAL", "Off.", "1");

        await alarms.RaiseAsync([finding], CancellationToken.None);
        await alarms.RaiseAsync([finding, finding], CancellationToken.None);

        Assert.Equal(
            ["integrity_alarm.raise", "kill_switch.engage"],
            (await host.RecordsAsync()).Select(record => record.Entry.Action));
        Assert.True(host.Get<IGoLiveGate>().Current.State.KillSwitchEngaged);
    }

    private static List<(string Check, int Value)> Read(AuditHost host)
    {
        var meter = host.Get<ValhallaMeter>().Meter;
        var seen = new List<(string, int)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "valhalla.audit.broken")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => seen.Add(((string)tags[0].Value!, value)));

        // Instruments that exist only when they are first asked for.
        _ = host.Get<AuditMetrics>();
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }
}
