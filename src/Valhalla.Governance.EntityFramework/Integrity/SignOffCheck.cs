using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.GoNoGo;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>Compares the signatures that still count with the audit records of their giving.</summary>
internal sealed class SignOffCheck(IStoreDialect dialect, StoreRetry retry) : IIntegrityCheck
{
    // More than a board ever has at a time.
    private const int MaxSignOffs = 1_000;

    public ValueTask<IReadOnlyList<IntegrityFinding>> FindAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (check, token) => check.FindOnceAsync(token), cancellationToken);

    private async ValueTask<IReadOnlyList<IntegrityFinding>> FindOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        var rows = await db.SignOffs.Where(row => row.ExpiresAt > now)
            .OrderByDescending(row => row.Id)
            .Take(MaxSignOffs)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        // After the rows, so that each has its record already.
        var since = rows.Min(row => row.SignedAt) - RowDifference.TimeTolerance;
        var records = await db.AuditEvents
            .Where(row => row.Action == GoNoGoAudit.SignOffAction && row.OccurredAt >= since)
            .Select(row => new { row.Subject, row.Actor, row.OccurredAt, row.ToJson })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row => !records.Exists(record =>
                    record.Subject == row.Role
                    && record.Actor == row.Actor
                    && RowDifference.IsSameTime(record.OccurredAt, row.SignedAt)
                    && IsOf(row, record.ToJson)))
                .Select(FindingOf),
        ];
    }

    private static bool IsOf(SignOffRow row, string? json)
    {
        try
        {
            return json is not null
                && JsonSerializer.Deserialize(json, GoNoGoJsonContext.Default.SignOffAudit) is { } recorded
                && recorded.Hash == row.EvaluationHash
                && RowDifference.IsSameTime(recorded.ExpiresAt, row.ExpiresAt);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IntegrityFinding FindingOf(SignOffRow row) => new(
        IntegrityAlarmKind.RowDiffers,
        $"sign_off {row.Id}",
        $"The signature of {row.Actor} as {row.Role} was made past this library: no audit record tells of it.",
        $"{row.Id} {row.EvaluationHash} {row.Role} {row.Actor} {row.SignedAt:O} {row.ExpiresAt:O}");
}
