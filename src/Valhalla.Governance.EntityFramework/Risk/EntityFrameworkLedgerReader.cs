using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.Risk;

/// <summary>The reads of the ledger, which need no lock. The batches are the providers' own.</summary>
internal sealed class EntityFrameworkLedgerReader(IStoreDialect dialect, StoreRetry retry)
{
    public ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken) => retry.RunAsync(
        dialect,
        static async (dialect, token) =>
        {
            await using var db = await dialect.CreateContextAsync(token);
            var now = await dialect.ReadClockAsync(db, token);

            // One statement, which sees one state of both tables on every provider.
            var newest = db.RiskLedgerDays.Where(
                row => row.Day == db.RiskLedgerDays.Max(other => (DateOnly?)other.Day));
            var rows = await db.RiskPolicies.AsNoTracking()
                .GroupJoin(newest, policy => policy.Engine, row => row.Engine, (policy, days) => new { policy, days })
                .SelectMany(pair => pair.days.DefaultIfEmpty(), (pair, day) => new { pair.policy, day })
                .ToListAsync(token);
            return new LedgerReading(
                now,
                [.. rows.Select(row => row.day).OfType<RiskLedgerDayRow>().Select(row => row.ToDay())],
                [.. rows.Select(row => row.policy.ToPolicy())]);
        },
        cancellationToken);

    public ValueTask<RiskReservation?> FindReservationAsync(ReservationId id, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, id.Value),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var id = state.Value;
                var row = await db.RiskReservations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, token);
                return row?.ToReservation();
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
        ReservationQuery query, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, query),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = await Select(db.RiskReservations.AsNoTracking(), state.query)
                    .OrderByDescending(row => row.Id)
                    .Take(state.query.Limit)
                    .ToListAsync(token);
                return (IReadOnlyList<RiskReservation>)rows.ConvertAll(row => row.ToReservation());
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
        RiskEventQuery query, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, query),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = await NewestDays.ReadAsync(
                    state.dialect.Partitions,
                    state.query.Limit,
                    from => Select(Since(db, from), state.query)
                        .OrderByDescending(row => row.Id)
                        .Take(state.query.Limit)
                        .ToListAsync(token),
                    row => row.Day);
                return (IReadOnlyList<RiskEvent>)rows.ConvertAll(row => row.ToEvent());
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(int limit, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, limit),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var now = await state.dialect.ReadClockAsync(db, token);
                var ids = await db.RiskReservations.AsNoTracking()
                    .Where(row => row.Status == "open" && row.ExpiresAt != null && row.ExpiresAt <= now)
                    .OrderBy(row => row.ExpiresAt)
                    .Select(row => row.Id)
                    .Take(state.limit)
                    .ToListAsync(token);
                return (IReadOnlyList<ReservationId>)ids.ConvertAll(id => new ReservationId(id));
            },
            cancellationToken);

    private static IQueryable<RiskReservationRow> Select(IQueryable<RiskReservationRow> rows, ReservationQuery query)
    {
        if (query.Engine is { } engine)
        {
            var name = engine.Value;
            rows = rows.Where(row => row.Engine == name);
        }

        if (query.Status is { } status)
        {
            var name = WireNames.Of(status);
            rows = rows.Where(row => row.Status == name);
        }

        if (query.CorrelationId is { } correlationId)
        {
            rows = rows.Where(row => row.CorrelationId == correlationId);
        }

        if (query.Before is { } before)
        {
            var id = before.Value;
            rows = rows.Where(row => row.Id < id);
        }

        return rows;
    }

    private static IQueryable<RiskEventRow> Since(ValhallaDbContext db, DateOnly? day) => day is { } first
        ? db.RiskEvents.AsNoTracking().Where(row => row.Day >= first)
        : db.RiskEvents.AsNoTracking();

    private static IQueryable<RiskEventRow> Select(IQueryable<RiskEventRow> rows, RiskEventQuery query)
    {
        if (query.Engine is { } engine)
        {
            var name = engine.Value;
            rows = rows.Where(row => row.Engine == name);
        }

        if (query.Kind is { } kind)
        {
            var name = WireNames.Of(kind);
            rows = rows.Where(row => row.Kind == name);
        }

        if (query.CorrelationId is { } correlationId)
        {
            rows = rows.Where(row => row.CorrelationId == correlationId);
        }

        if (query.ReservationId is { } reservation)
        {
            var id = reservation.Value;
            rows = rows.Where(row => row.ReservationId == id);
        }

        if (query.BeforeId is { } beforeId)
        {
            rows = rows.Where(row => row.Id < beforeId);
        }

        return rows;
    }
}
