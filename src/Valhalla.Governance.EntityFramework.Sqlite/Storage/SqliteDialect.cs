using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.EntityFramework.Sqlite.ErrorBudgets;
using Valhalla.Governance.EntityFramework.Sqlite.FollowUp;
using Valhalla.Governance.EntityFramework.Sqlite.GoNoGo;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>SQLite behind the provider-neutral stores.</summary>
internal sealed class SqliteDialect(
    SqliteDatabase database,
    SqliteWriter writer,
    TimeProvider time,
    StoreTimeProvider store,
    ILoggerFactory loggers) : IStoreDialect
{
    private const string TakeKey =
        """
        INSERT INTO idempotency_key (scope, key, request_hash, answer, created_at) VALUES ({0}, {1}, {2}, '', {3})
        ON CONFLICT DO NOTHING
        """;

    private const string AddCell =
        """
        INSERT INTO heimdall_scorecard_day
            (day, domain, model_version, bin, trials, successes, overdue, confidence_sum, squared_error_sum)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})
        ON CONFLICT (domain, day, model_version, bin) DO UPDATE SET
            trials = trials + excluded.trials,
            successes = successes + excluded.successes,
            overdue = overdue + excluded.overdue,
            confidence_sum = confidence_sum + excluded.confidence_sum,
            squared_error_sum = squared_error_sum + excluded.squared_error_sum
        """;

    private const string AddFeedback =
        """
        INSERT INTO buyer_liquidity_node
            (province, market, property_type, contacts, responses, closes, events, updated_at)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, 1, {6})
        ON CONFLICT (province, market, property_type) DO UPDATE SET
            contacts = buyer_liquidity_node.contacts + excluded.contacts,
            responses = buyer_liquidity_node.responses + excluded.responses,
            closes = buyer_liquidity_node.closes + excluded.closes,
            events = buyer_liquidity_node.events + 1,
            updated_at = CASE WHEN excluded.updated_at > buyer_liquidity_node.updated_at
                THEN excluded.updated_at ELSE buyer_liquidity_node.updated_at END
        """;

    // A bug that could corrupt a write-ahead log under concurrent checkpoints was fixed in this version.
    private static readonly Version SafeVersion = new(3, 51, 3);

    private readonly PooledDbContextFactory<SqliteValhallaDbContext> _contexts =
        new(SqliteContextOptions.Create(database, loggers));

    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string TablePrefix => "";

    public object ToParameter(object value) => value switch
    {
        DateTimeOffset time => SqliteTime.Write(time),
        Guid id => id.ToString("D"),
        _ => value,
    };

    public IEventPartitions Partitions { get; } = new WholeTables();

    public async ValueTask<string> DescribeAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return $"SQLite {db.Database.GetDbConnection().ServerVersion}";
    }

    public string? WarningOf(string description) =>
        Version.TryParse(description.AsSpan("SQLite ".Length), out var version) && version < SafeVersion
            ? $"SQLite {version} is older than {SafeVersion}, which fixed a corruption of write-ahead logs. Update it."
            : null;

    public ValueTask VerifyServerAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<ValhallaDbContext> CreateContextAsync(CancellationToken cancellationToken) =>
        await _contexts.CreateDbContextAsync(cancellationToken);

    public async ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken) =>
        await writer.EnterAsync(cancellationToken);

    // The provider begins immediate transactions: they hold the file's write lock from the start.
    public async ValueTask<IDbContextTransaction> BeginWriteAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        await db.Database.BeginTransactionAsync(cancellationToken);

    public ValueTask<IDbContextTransaction> BeginLockedAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) => BeginWriteAsync(db, cancellationToken);

    public ValueTask<DateTimeOffset> ReadClockAsync(ValhallaDbContext db, CancellationToken cancellationToken) =>
        ValueTask.FromResult(store.Time.GetStoreNow());

    public ValueTask NotifyAsync(ValhallaDbContext db, ControlVersion? kill, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    public void SignalChange() => Interlocked.Exchange(
        ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async ValueTask<ControlVersion?> WaitForChangeAsync(
        TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = Volatile.Read(ref _changed).Task;
        await Task.WhenAny(changed, Task.Delay(pollInterval, time, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    public async ValueTask<bool> TryTakeKeyAsync(
        ValhallaDbContext db, IdempotencyTicket ticket, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(
            TakeKey, [ticket.Scope, ticket.Key, ticket.RequestHash, SqliteTime.Write(now)], cancellationToken) == 1;

    // A commit to a file ends before the call that makes it: nothing has to be looked up.
    public ValueTask CreateMarkAsync(ValhallaDbContext db, string key, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    public ValueTask<bool> TrySetMarkAsync(
        ValhallaDbContext db, string key, string writeId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(true);

    public async ValueTask<IReadOnlyList<long>> LockOverdueAsync(
        ValhallaDbContext db, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await db.HeimdallRecommendations
            .Where(row => row.Success == null && row.OutcomeDueAt <= now)
            .OrderBy(row => row.OutcomeDueAt).ThenBy(row => row.Id)
            .Take(limit)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);

    public async ValueTask AddCellAsync(ValhallaDbContext db, ScorecardCell cell,
        CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(
            AddCell,
            [
                cell.Day, cell.Domain.Value, cell.ModelVersion, cell.Bin, cell.Trials, cell.Successes, cell.Overdue,
                cell.ConfidenceSum, cell.SquaredErrorSum,
            ],
            cancellationToken);

    public ValueTask<IReadOnlyList<long>> ClaimDueAsync(
        ValhallaDbContext db, FollowUpClaimOrder order, int limit, CancellationToken cancellationToken) =>
        SqliteFollowUp.ClaimAsync(db, store.Time.GetStoreNow(), order, limit, cancellationToken);

    public ValueTask<IReadOnlyList<Evidence>> ReadNewestEvidenceAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        SqliteGoNoGo.ReadNewestAsync(db, store.Time.GetStoreNow(), cancellationToken);

    public async ValueTask AddFeedbackAsync(
        ValhallaDbContext db, BuyerFeedback feedback, CancellationToken cancellationToken)
    {
        var (node, sums) = (feedback.Node, feedback.Sums);
        await db.Database.ExecuteSqlRawAsync(
            AddFeedback,
            [
                node.Province.Value, node.Market.Value, node.PropertyType.Value, sums.Contacts, sums.Responses,
                sums.Closes, SqliteTime.Write(feedback.CreatedAt),
            ],
            cancellationToken);
    }

    public ValueTask AddSloCountsAsync(
        ValhallaDbContext db, IReadOnlyList<SloMinute> minutes, CancellationToken cancellationToken) =>
        SqliteErrorBudgets.AddAsync(db, minutes, cancellationToken);

    public ValueTask LockSloPositionAsync(ValhallaDbContext db, SloKey key, CancellationToken cancellationToken) =>
        SqliteErrorBudgets.LockPositionAsync(db, key, cancellationToken);

    public ValueTask<SettledKpiEvents> ReadSettledKpiEventsAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        SqliteErrorBudgets.ReadSettledAsync(db, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListAppliedMigrationsAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        SqliteMigrationHistory.ListAsync(db, cancellationToken);

    public async ValueTask<IAsyncDisposable> LockSchemaAsync(CancellationToken cancellationToken)
    {
        var schemaLock = await SqliteSchemaLock.TakeAsync(database.FilePath, time, cancellationToken);
        await using var db = await CreateContextAsync(cancellationToken);

        // Whoever holds our lock is the only one: a lock table of a process that was killed is a leftover.
        await db.Database.ExecuteSqlRawAsync(
            $"DROP TABLE IF EXISTS {SqliteMigrationHistory.LockTable}", cancellationToken);
        await SqliteMigrationHistory.AdoptAsync(db, cancellationToken);
        return schemaLock;
    }
}
