using Microsoft.EntityFrameworkCore.Storage;
using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework;

/// <summary>What the provider-neutral stores need a provider for. Thread-safe.</summary>
internal interface IStoreDialect
{
    /// <summary>How the tables of events are split.</summary>
    IEventPartitions Partitions { get; }

    /// <summary>What stands before the name of a table in raw SQL.</summary>
    string TablePrefix { get; }

    /// <summary>A value of an id or a time as a parameter of raw SQL.</summary>
    object ToParameter(object value);

    /// <summary>The provider and the version of its server or library, such as <c>SQLite 3.40.1</c>.</summary>
    ValueTask<string> DescribeAsync(ValhallaDbContext db, CancellationToken cancellationToken);

    /// <summary>Something an operator should know about this provider, or null.</summary>
    string? WarningOf(string description);

    /// <summary>Asks the database, before anything else, whether this library can work with it.</summary>
    /// <exception cref="ValhallaConfigurationException">It cannot.</exception>
    ValueTask VerifyServerAsync(CancellationToken cancellationToken);

    /// <summary>A context of this provider, from a pool.</summary>
    ValueTask<ValhallaDbContext> CreateContextAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Waits for the turn to write, where a database has one writer at a time; disposing gives it on. Taken before the
    /// context, so that a waiter holds no connection.
    /// </summary>
    ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>Begins a durable write.</summary>
    ValueTask<IDbContextTransaction> BeginWriteAsync(ValhallaDbContext db, CancellationToken cancellationToken);

    /// <summary>Begins a durable write that holds the gate row, the lock of all control state and the ledger.</summary>
    ValueTask<IDbContextTransaction> BeginLockedAsync(ValhallaDbContext db, CancellationToken cancellationToken);

    /// <summary>The store's clock, UTC, in whole microseconds.</summary>
    ValueTask<DateTimeOffset> ReadClockAsync(ValhallaDbContext db, CancellationToken cancellationToken);

    /// <summary>Tells other nodes, once the transaction has committed.</summary>
    /// <param name="db">Within the transaction.</param>
    /// <param name="kill">The version of the state if the kill switch is engaged in it; else null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask NotifyAsync(ValhallaDbContext db, ControlVersion? kill, CancellationToken cancellationToken);

    /// <summary>Tells this process, after the commit.</summary>
    void SignalChange();

    /// <summary>As <see cref="Valhalla.Governance.Control.IControlStore.WaitForChangeAsync"/>.</summary>
    ValueTask<ControlVersion?> WaitForChangeAsync(TimeSpan pollInterval, CancellationToken cancellationToken);

    /// <summary>Takes a key for this transaction; waits for another transaction that has taken it.</summary>
    /// <returns>False when the key has an answer already.</returns>
    ValueTask<bool> TryTakeKeyAsync(
        ValhallaDbContext db, IdempotencyTicket ticket, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes the row of a <see cref="WriteMark"/>; nothing where no commit can have an unknown end.</summary>
    ValueTask CreateMarkAsync(ValhallaDbContext db, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the id of a write into its mark, within the transaction; waits for another transaction that has done so.
    /// </summary>
    /// <returns>False when the mark has this id already, or is gone.</returns>
    ValueTask<bool> TrySetMarkAsync(
        ValhallaDbContext db, string key, string writeId, CancellationToken cancellationToken);

    /// <summary>
    /// The ids of recommendations without an outcome by their deadline, oldest first, locked for this transaction;
    /// those that another transaction has locked are passed over.
    /// </summary>
    ValueTask<IReadOnlyList<long>> LockOverdueAsync(
        ValhallaDbContext db, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Adds a cell to its row, which may not exist yet.</summary>
    ValueTask AddCellAsync(ValhallaDbContext db, ScorecardCell cell, CancellationToken cancellationToken);

    /// <summary>
    /// Claims due tasks without a live lease, oldest first, and passes over those that another transaction is claiming.
    /// The lease begins at the store's clock.
    /// </summary>
    /// <returns>The ids of the tasks, in no order.</returns>
    ValueTask<IReadOnlyList<long>> ClaimDueAsync(
        ValhallaDbContext db, FollowUpClaimOrder order, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The newest posted observation of each signal, found by an index however many there are: by the time of
    /// observation, then the later post. What is dated later than the store's clock allows is passed over.
    /// </summary>
    ValueTask<IReadOnlyList<Evidence>> ReadNewestEvidenceAsync(
        ValhallaDbContext db, CancellationToken cancellationToken);

    /// <summary>Adds a feedback event to its node, which may not exist yet, and locks the node's row.</summary>
    ValueTask AddFeedbackAsync(ValhallaDbContext db, BuyerFeedback feedback, CancellationToken cancellationToken);

    /// <summary>Adds counts to their minutes, which may not exist yet.</summary>
    ValueTask AddSloCountsAsync(
        ValhallaDbContext db, IReadOnlyList<SloMinute> minutes, CancellationToken cancellationToken);

    /// <summary>Locks the position of a key for this transaction, and makes it where there is none.</summary>
    ValueTask LockSloPositionAsync(ValhallaDbContext db, SloKey key, CancellationToken cancellationToken);

    /// <summary>How far every KPI event is committed, or never will be.</summary>
    ValueTask<SettledKpiEvents> ReadSettledKpiEventsAsync(ValhallaDbContext db, CancellationToken cancellationToken);

    /// <summary>The ids of the migrations that the database has, in their order.</summary>
    ValueTask<IReadOnlyList<string>> ListAppliedMigrationsAsync(
        ValhallaDbContext db, CancellationToken cancellationToken);

    /// <summary>Takes the lock that only one node at a time holds while it changes the schema.</summary>
    ValueTask<IAsyncDisposable> LockSchemaAsync(CancellationToken cancellationToken);
}
