using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.EntityFramework.PostgreSql.Control;
using Valhalla.Governance.EntityFramework.PostgreSql.ErrorBudgets;
using Valhalla.Governance.EntityFramework.PostgreSql.FollowUp;
using Valhalla.Governance.EntityFramework.PostgreSql.GoNoGo;
using Valhalla.Governance.EntityFramework.PostgreSql.Kpi;
using Valhalla.Governance.EntityFramework.PostgreSql.Partitions;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>PostgreSQL behind the provider-neutral stores.</summary>
internal sealed class PostgreSqlDialect(
    PostgreSqlDatabase database,
    PostgreSqlChangeListener listener,
    PostgreSqlPartitions partitions,
    ILoggerFactory loggers) : IStoreDialect
{
    private const string RequireDurability =
        """
        SELECT set_config('synchronous_commit', 'on', true)
        WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');
        SELECT set_config('idle_in_transaction_session_timeout', '3s', true)
        WHERE current_setting('idle_in_transaction_session_timeout') = '0';
        """;

    // Reads come in statements of their own after it: only those see what was committed while this one waited.
    private const string LockGate =
        RequireDurability + "SELECT id FROM valhalla.go_live_state WHERE id = 1 FOR NO KEY UPDATE;";

    private const string TakeKey =
        """
        INSERT INTO valhalla.idempotency_key (scope, key, request_hash, answer, created_at)
        VALUES ({0}, {1}, {2}, '', {3})
        ON CONFLICT DO NOTHING
        """;

    private const string CreateMark =
        """
        INSERT INTO valhalla.idempotency_key (scope, key, request_hash, answer, created_at)
        VALUES ('write', {0}, '', '', clock_timestamp())
        ON CONFLICT DO NOTHING
        """;

    // The row of a transaction that has not ended is waited for, and then the condition is looked at again.
    private const string SetMark =
        """
        UPDATE valhalla.idempotency_key SET answer = {1}, created_at = clock_timestamp()
        WHERE scope = 'write' AND key = {0} AND answer <> {1}
        """;

    private const string LockOverdue =
        """
        SELECT id FROM valhalla.heimdall_recommendation
        WHERE success IS NULL AND outcome_due_at <= {0}
        ORDER BY outcome_due_at, id
        LIMIT {1}
        FOR UPDATE SKIP LOCKED
        """;

    private const string AddCell =
        """
        INSERT INTO valhalla.heimdall_scorecard_day AS cell
            (day, domain, model_version, bin, trials, successes, overdue, confidence_sum, squared_error_sum)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})
        ON CONFLICT (domain, day, model_version, bin) DO UPDATE SET
            trials = cell.trials + excluded.trials,
            successes = cell.successes + excluded.successes,
            overdue = cell.overdue + excluded.overdue,
            confidence_sum = cell.confidence_sum + excluded.confidence_sum,
            squared_error_sum = cell.squared_error_sum + excluded.squared_error_sum
        """;

    private const string AddFeedback =
        """
        INSERT INTO valhalla.buyer_liquidity_node AS node
            (province, market, property_type, contacts, responses, closes, events, updated_at)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, 1, {6})
        ON CONFLICT (province, market, property_type) DO UPDATE SET
            contacts = node.contacts + excluded.contacts,
            responses = node.responses + excluded.responses,
            closes = node.closes + excluded.closes,
            events = node.events + 1,
            updated_at = CASE WHEN excluded.updated_at > node.updated_at
                THEN excluded.updated_at ELSE node.updated_at END
        """;

    private readonly PooledDbContextFactory<PostgreSqlValhallaDbContext> _contexts =
        new(PostgreSqlContextOptions.Create(database.Source, loggers));

    private readonly PostgreSqlKpiHorizon _kpiHorizon = new();

    public string TablePrefix => "valhalla.";

    public object ToParameter(object value) => value is DateTimeOffset time ? time.ToUniversalTime() : value;

    public IEventPartitions Partitions => partitions;

    public async ValueTask<string> DescribeAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return $"PostgreSQL {((NpgsqlConnection)db.Database.GetDbConnection()).PostgreSqlVersion}";
    }

    public string? WarningOf(string description) => null;

    public ValueTask VerifyServerAsync(CancellationToken cancellationToken) =>
        PoolerDetection.VerifyAsync(database, cancellationToken);

    public async ValueTask<ValhallaDbContext> CreateContextAsync(CancellationToken cancellationToken)
    {
        var db = await _contexts.CreateDbContextAsync(cancellationToken);
        return database.SharesSessions ? await RequirePrimaryAsync(db, cancellationToken) : db;
    }

    public ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IDisposable?>(null);

    public ValueTask<IDbContextTransaction> BeginWriteAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        BeginAsync(db, RequireDurability, cancellationToken);

    public ValueTask<IDbContextTransaction> BeginLockedAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) => BeginAsync(db, LockGate, cancellationToken);

    public async ValueTask<DateTimeOffset> ReadClockAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        // Not now(): within a transaction that is when it began, before it waited for the lock.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetTime(0);
    }

    public async ValueTask NotifyAsync(
        ValhallaDbContext db, ControlVersion? kill, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(
            "SELECT pg_notify({0}, {1})",
            [PostgreSqlChangeListener.Channel, KillSignal.Write(kill)],
            cancellationToken);

    // While it listens, the server notifies this process like every other.
    public void SignalChange() => listener.SignalChange();

    public ValueTask<ControlVersion?> WaitForChangeAsync(TimeSpan pollInterval, CancellationToken cancellationToken) =>
        listener.WaitAsync(pollInterval, cancellationToken);

    public async ValueTask<bool> TryTakeKeyAsync(
        ValhallaDbContext db, IdempotencyTicket ticket, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(
            TakeKey, [ticket.Scope, ticket.Key, ticket.RequestHash, now.ToUniversalTime()], cancellationToken) == 1;

    public async ValueTask CreateMarkAsync(
        ValhallaDbContext db, string key, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(CreateMark, [key], cancellationToken);

    public async ValueTask<bool> TrySetMarkAsync(
        ValhallaDbContext db, string key, string writeId, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(SetMark, [key, writeId], cancellationToken) == 1;

    public async ValueTask<IReadOnlyList<long>> LockOverdueAsync(
        ValhallaDbContext db, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
#pragma warning disable RS0030 // A constant text whose values are parameters: LINQ has no SKIP LOCKED.
        await db.Database.SqlQueryRaw<long>(LockOverdue, now.ToUniversalTime(), limit).ToListAsync(cancellationToken);
#pragma warning restore RS0030

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
        PostgreSqlFollowUp.ClaimAsync(db, order, limit, cancellationToken);

    public ValueTask<IReadOnlyList<Evidence>> ReadNewestEvidenceAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        PostgreSqlGoNoGo.ReadNewestAsync(db, cancellationToken);

    public async ValueTask AddFeedbackAsync(
        ValhallaDbContext db, BuyerFeedback feedback, CancellationToken cancellationToken)
    {
        var (node, sums) = (feedback.Node, feedback.Sums);
        await db.Database.ExecuteSqlRawAsync(
            AddFeedback,
            [
                node.Province.Value, node.Market.Value, node.PropertyType.Value, sums.Contacts, sums.Responses,
                sums.Closes, feedback.CreatedAt.ToUniversalTime(),
            ],
            cancellationToken);
    }

    public ValueTask AddSloCountsAsync(
        ValhallaDbContext db, IReadOnlyList<SloMinute> minutes, CancellationToken cancellationToken) =>
        PostgreSqlErrorBudgets.AddAsync(db, minutes, cancellationToken);

    public ValueTask LockSloPositionAsync(ValhallaDbContext db, SloKey key, CancellationToken cancellationToken) =>
        PostgreSqlErrorBudgets.LockPositionAsync(db, key, cancellationToken);

    public ValueTask<SettledKpiEvents> ReadSettledKpiEventsAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) => _kpiHorizon.ReadAsync(db, cancellationToken);

    public async ValueTask<IReadOnlyList<string>> ListAppliedMigrationsAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];

    public ValueTask<IAsyncDisposable> LockSchemaAsync(CancellationToken cancellationToken) =>
        PostgreSqlSchemaLock.TakeAsync(database, cancellationToken);

    /// <summary>A pooler may have found another server since the connection to it was opened.</summary>
    private static async ValueTask<ValhallaDbContext> RequirePrimaryAsync(
        PostgreSqlValhallaDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await PrimaryCheck.RequireAsync((NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken);
            await db.Database.CloseConnectionAsync();
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask<IDbContextTransaction> BeginAsync(
        ValhallaDbContext db, string firstStatement, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            await db.Database.ExecuteSqlRawAsync(firstStatement, cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
