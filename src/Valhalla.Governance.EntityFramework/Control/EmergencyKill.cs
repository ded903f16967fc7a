using System.Data.Common;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Ramp;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>
/// Does what a kill does by the columns that the rows have, whatever else the schema has become: the gate, the
/// influence and the records of both. Only the gate row has to be there; a kill is not refused for the rest.
/// </summary>
internal sealed class EmergencyKill(IStoreDialect dialect)
{
    private const string Gate = "go_live_state";
    private const string Influence = "influence_state";

    /// <summary>Engages it.</summary>
    /// <exception cref="DbException">The database has no gate row, or does not answer.</exception>
    /// <exception cref="ValhallaStoreException">The table has no gate row.</exception>
    public async ValueTask<EmergencyKillResult> EngageAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken)
    {
        var kept = KeptStop.Of(author, reason);
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        var rows = new EmergencyTransaction(dialect, db, transaction);
        await LockAsync(rows, cancellationToken);
        var columns = await rows.ReadAsync(Gate, cancellationToken)
            ?? throw new ValhallaStoreException(StoreFailure.SchemaMismatch, "There is no gate row.");
        var gate = GateOf(columns);
        var (wasEngaged, ruling) = (
            gate.KillSwitchEngaged,
            GoLiveRules.Engage(gate.ToState(), kept.Author, kept.Reason, latchedAt: null, now));
        if (ruling.Change?.Gate is { } engaged)
        {
            gate.Apply(engaged);
        }

        gate.MakeNextVersion();
        await WriteGateAsync(rows, columns, gate, cancellationToken);
        var audit = ruling.Change?.Audit ?? [];
        var rollback = await rows.TryAsync(() => RollBackAsync(rows, kept, now, cancellationToken), cancellationToken);
        var isRecorded = await rows.TryAsync(
            () => EmergencyRecords.AppendAsync(
                rows, rollback is null ? audit : [.. audit, rollback.Audit], now, cancellationToken),
            cancellationToken);
        await dialect.NotifyAsync(db, gate.ControlVersion, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return new EmergencyKillResult(wasEngaged, isRecorded);
    }

    private static async ValueTask LockAsync(EmergencyTransaction rows, CancellationToken cancellationToken)
    {
        await using var command = rows.Command($"UPDATE {rows.Prefix}{Gate} SET id = id WHERE id = 1");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static GoLiveStateRow GateOf(StoredColumns columns) => new()
    {
        GoLiveEnabled = columns.Flag("go_live_enabled"),
        KillSwitchEngaged = columns.Flag("kill_switch_engaged"),
        Epoch = columns.Number("epoch") ?? 0,
        Reason = columns.Text("reason"),
        UpdatedBy = columns.Text("updated_by") ?? "",
        UpdatedAt = columns.Time("updated_at") ?? default,
        ReleaseApprovals = columns.Text("release_approvals") ?? "[]",
        ReleasedAt = columns.Time("released_at"),
        Revision = columns.Number("revision") ?? 0,
        Incarnation = columns.Id("incarnation"),
    };

    private static ValueTask WriteGateAsync(
        EmergencyTransaction rows, StoredColumns columns, GoLiveStateRow gate, CancellationToken cancellationToken) =>
        rows.UpdateAsync(
            Gate,
            columns,
            cancellationToken,
            ("kill_switch_engaged", true),
            ("epoch", gate.Epoch),
            ("reason", gate.Reason),
            ("updated_by", gate.UpdatedBy),
            ("updated_at", gate.UpdatedAt),
            ("release_approvals", gate.ReleaseApprovals),
            ("revision", gate.Revision),
            ("incarnation", gate.Incarnation));

    /// <summary>Takes the influence to 0 and the decision away.</summary>
    /// <returns>What was changed; null where there is nothing to take away.</returns>
    private static async Task<InfluenceChange?> RollBackAsync(
        EmergencyTransaction rows, KeptStop kept, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await rows.ReadAsync(Influence, cancellationToken) is not { } columns)
        {
            return null;
        }

        var row = new InfluenceStateRow
        {
            InfluenceBps = (int)(columns.Number("influence_bps") ?? 0),
            Step = columns.Number("step") ?? 0,
            SteppedAt = columns.Time("stepped_at"),
            DecisionId = columns.Number("decision_id"),
            DecisionExpiresAt = columns.Time("decision_expires_at"),
            RolledBackAt = columns.Time("rolled_back_at"),
            RollbackTrigger = columns.Text("rollback_trigger"),
            RollbackFromBps = (int?)columns.Number("rollback_from_bps"),
            Reason = columns.Text("reason"),
            UpdatedBy = columns.Text("updated_by") ?? "",
            UpdatedAt = columns.Time("updated_at") ?? default,
            Version = columns.Number("version") ?? 0,
        };
        var change = InfluenceRules.Rollback(
            row.ToState(), InfluenceRules.KillSwitchTrigger, kept.Author, kept.Reason, now);
        if (change is null)
        {
            return null;
        }

        row.Apply(change.State);
        await rows.UpdateAsync(
            Influence,
            columns,
            cancellationToken,
            ("influence_bps", row.InfluenceBps),
            ("step", row.Step),
            ("stepped_at", row.SteppedAt),
            ("decision_id", row.DecisionId),
            ("decision_expires_at", row.DecisionExpiresAt),
            ("rolled_back_at", row.RolledBackAt),
            ("rollback_trigger", row.RollbackTrigger),
            ("rollback_from_bps", row.RollbackFromBps),
            ("reason", row.Reason),
            ("updated_by", row.UpdatedBy),
            ("updated_at", row.UpdatedAt),
            ("version", row.Version));
        return change;
    }
}
