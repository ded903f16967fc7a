using System.Globalization;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Audit;

/// <summary>Reads the chain, checks it and exports its checkpoints.</summary>
#pragma warning disable CA1001 // See _exporting.
internal sealed class AuditTrail(
    IAuditStore store,
    IControlStore control,
    AuditCheckpoints checkpoints,
    AuditArchiver archiver,
    AuditMetrics metrics,
    IntegrityAlarms alarms,
    IStoreClock clock,
    GuardedLogger<AuditTrail> logger) : IAuditTrail
#pragma warning restore CA1001
{
    private const int PageSize = 500;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    // Never disposed: it holds nothing, and an export may be under way when the host is taken apart.
    private readonly SemaphoreSlim _exporting = new(1, 1);

    public async ValueTask<IReadOnlyList<AuditEvent>> ListAsync(
        AuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > AuditQuery.MaxLimit)
        {
            throw new ArgumentException($"Ask for 1 to {AuditQuery.MaxLimit} records.", nameof(query));
        }

        var records = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return [.. records.Select(static r => r.ToEvent())];
    }

    public async ValueTask<AuditVerification> VerifyAsync(
        IReadOnlyList<AuditAnchor> known, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (known.Any(static a => a.Sequence < 1 || a.Hash is not { Length: > 0 }))
        {
            throw new ArgumentException("A known record has a place from 1 and a hash.", nameof(known));
        }

        var exported = checkpoints.Read();
        var passes = await PassesAsync(cancellationToken).ConfigureAwait(false);
        var walk = new AuditChainWalk(exported.Anchors) { IsPassed = passes };

        // What a caller claims to know is compared by itself: a wrong claim is an answer, and no alarm.
        var asked = new AuditChainWalk(known) { IsPassed = passes };
        await ReadAsync(walk, each: null, cancellationToken, known.Count == 0 ? null : asked).ConfigureAwait(false);
        var found = walk.Break ?? exported.Break;
        await ReportAsync(AuditCheckKind.Verify, found, cancellationToken).ConfigureAwait(false);
        var isRefuted = asked.Break is { } claim && (walk.Break is null || claim.Sequence <= walk.Break.Sequence);
        var broken = isRefuted ? asked.Break : found ?? walk.PassedBreak;
        var last = isRefuted ? asked.Last : walk.Last;
        return new AuditVerification(
            last.Sequence,
            last.Sequence == 0 ? null : last.Hash,
            broken,
            exported.Checkpoints.Count,
            exported.Newest);
    }

    public async ValueTask<AuditState> GetStateAsync(DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at, now + ClockTolerance);

        // Read before the records: a row that changes meanwhile has a record that is read after it.
        var current = await control.ReadAsync(cancellationToken).ConfigureAwait(false);
        var walk = new AuditChainWalk(checkpoints.Read().Anchors);
        var fold = new AuditStateFold(at);
        await ReadAsync(walk, fold.Add, cancellationToken).ConfigureAwait(false);
        return fold.End(current, walk);
    }

    public async ValueTask<AuditExportResult> ExportCheckpointAsync(CancellationToken cancellationToken = default)
    {
        if (!checkpoints.CanExport)
        {
            throw new InvalidOperationException(
                $"Set {AuditOptions.SectionName}:CheckpointFile, and a key that can sign, to export checkpoints.");
        }

        await _exporting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var result = await ExportAsync(cancellationToken).ConfigureAwait(false);
            await ReportAsync(AuditCheckKind.Checkpoint, result.Break, cancellationToken).ConfigureAwait(false);
            metrics.Exported(result.Status);
            return result;
        }
        finally
        {
            _exporting.Release();
        }
    }

    public async ValueTask<AuditArchive> ExportAsync(
        Stream destination, long from = 1, long? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var archive = await archiver.WriteAsync(destination, from, to, cancellationToken).ConfigureAwait(false);
        if (archive.Break is not null)
        {
            // A part that is whole says nothing about the rest.
            await ReportAsync(AuditCheckKind.Archive, archive.Break, cancellationToken).ConfigureAwait(false);
        }

        return archive;
    }

    public ValueTask<AuditArchive> VerifyArchiveAsync(
        Stream archive, IReadOnlyList<AuditAnchor> known, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(known);
        return AuditArchiver.VerifyAsync(archive, known, cancellationToken);
    }

    private async ValueTask<AuditExportResult> ExportAsync(CancellationToken cancellationToken)
    {
        var exported = checkpoints.Read();
        var newest = exported.Newest;
        if (exported.Break is not null)
        {
            return new AuditExportResult(AuditExportStatus.Broken, newest, exported.Break);
        }

        var passes = await PassesAsync(cancellationToken).ConfigureAwait(false);
        var walk = await StartAtAsync(newest, passes, cancellationToken).ConfigureAwait(false);
        await ReadAsync(walk, each: null, cancellationToken).ConfigureAwait(false);
        if (walk.Break is not null)
        {
            return new AuditExportResult(AuditExportStatus.Broken, newest, walk.Break);
        }

        return walk.Last.Sequence == (newest?.Sequence ?? 0)
            ? new AuditExportResult(AuditExportStatus.Unchanged, newest)
            : new AuditExportResult(AuditExportStatus.Exported, checkpoints.Export(walk.Last));
    }

    /// <summary>Starts at the newest checkpoint, whose record itself is read again.</summary>
    private async ValueTask<AuditChainWalk> StartAtAsync(
        AuditCheckpoint? newest, Predicate<AuditBreak> passes, CancellationToken cancellationToken)
    {
        if (newest is null)
        {
            return new AuditChainWalk([]) { IsPassed = passes };
        }

        var anchor = new AuditAnchor(newest.Sequence, newest.Hash);
        var page = await store.ReadAsync(newest.Sequence - 1, 1, cancellationToken).ConfigureAwait(false);
        var previous = page is [{ PreviousHash: var hash }] ? hash : AuditChain.GenesisHash;
        return new AuditChainWalk([anchor], new AuditAnchor(newest.Sequence - 1, previous)) { IsPassed = passes };
    }

    private async ValueTask ReadAsync(
        AuditChainWalk walk,
        Action<AuditRecord>? each,
        CancellationToken cancellationToken,
        AuditChainWalk? asked = null)
    {
        var after = walk.Last.Sequence;
        var size = PageSize;
        while (each is not null || walk.Break is null)
        {
            IReadOnlyList<AuditRecord> page;
            try
            {
                page = await store.ReadAsync(after, size, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not (ValhallaStoreException or OperationCanceledException))
            {
                if (size == 1)
                {
                    walk.Unreadable();
                    asked?.Unreadable();
                    if (walk.Break is not null || each is not null)
                    {
                        return;
                    }

                    // Somebody has looked at it: on behind it.
                    after++;
                    continue;
                }

                // Some record of this page cannot be read: find it.
                size = 1;
                continue;
            }

            foreach (var record in page)
            {
                walk.Accept(record);
                asked?.Accept(record);
                each?.Invoke(record);
                after = record.Sequence;
            }

            if (page.Count < size)
            {
                walk.End();
                asked?.End();
                return;
            }
        }
    }

    private async ValueTask ReportAsync(
        AuditCheckKind kind, AuditBreak? broken, CancellationToken cancellationToken)
    {
        metrics.Checked(broken);
        if (broken is null)
        {
            return;
        }

        AuditLog.Broken(logger, broken.Sequence, broken.Kind, broken.Detail);
        metrics.Found(kind);
        try
        {
            await alarms.RaiseAsync([FindingOf(kind, broken)], cancellationToken).ConfigureAwait(false);
            metrics.Stored(kind);
        }
        catch (ValhallaStoreException exception)
        {
            // The gauge of this node stays up, and the next check tries again.
            AuditLog.AlarmNotStored(logger, exception);
        }
    }

    /// <summary>Breaks that somebody has acknowledged hide none behind them.</summary>
    private async ValueTask<Predicate<AuditBreak>> PassesAsync(CancellationToken cancellationToken)
    {
        var all = await alarms.ListAsync(includeAcknowledged: true, cancellationToken).ConfigureAwait(false);
        var known = all.Where(static alarm => alarm is { Kind: IntegrityAlarmKind.AuditBroken, IsOpen: false })
            .Select(static alarm => alarm.Fingerprint)
            .ToHashSet(StringComparer.Ordinal);
        return broken => known.Contains(FingerprintOf(broken));
    }

    private static IntegrityFinding FindingOf(AuditCheckKind kind, AuditBreak broken) => new(
        IntegrityAlarmKind.AuditBroken,
        WireNames.Of(kind),
        broken.Detail,
        FingerprintOf(broken));

    private static string FingerprintOf(AuditBreak broken) =>
        string.Create(CultureInfo.InvariantCulture, $"{broken.Sequence} {WireNames.Of(broken.Kind)}");
}
