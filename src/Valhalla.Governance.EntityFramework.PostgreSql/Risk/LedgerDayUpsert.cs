using Npgsql;
using NpgsqlTypes;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>All ledger rows of a batch in one statement.</summary>
internal sealed class LedgerDayUpsert
{
    private readonly ArrayParameter<string> _engines;
    private readonly ArrayParameter<DateOnly> _days;
    private readonly ArrayParameter<long>[] _sums;
    private readonly ArrayParameter<DateTime?> _haltedAt;

    public LedgerDayUpsert()
    {
        _engines = new(Command, NpgsqlDbType.Text);
        _days = new(Command, NpgsqlDbType.Date);
        _sums = [.. Enumerable.Range(0, 6).Select(_ => new ArrayParameter<long>(Command, NpgsqlDbType.Bigint))];
        _haltedAt = new(Command, NpgsqlDbType.TimestampTz);
    }

    public NpgsqlBatchCommand Command { get; } = new(
        """
        INSERT INTO valhalla.risk_ledger_day (engine, day, exposure_used, open_risk_reserved, realized_loss,
            realized_profit, reservations, denials, halted_at)
        SELECT r.* FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS r
        ON CONFLICT (day, engine) DO UPDATE SET exposure_used = excluded.exposure_used,
            open_risk_reserved = excluded.open_risk_reserved, realized_loss = excluded.realized_loss,
            realized_profit = excluded.realized_profit, reservations = excluded.reservations,
            denials = excluded.denials, halted_at = excluded.halted_at
        """);

    public void Fill(IEnumerable<RiskLedgerDay> rows)
    {
        _engines.Clear();
        _days.Clear();
        _haltedAt.Clear();
        foreach (var sum in _sums)
        {
            sum.Clear();
        }

        foreach (var row in rows)
        {
            _engines.Add(row.Engine.Value);
            _days.Add(row.Day);
            _sums[0].Add(row.ExposureUsed.Units);
            _sums[1].Add(row.OpenRiskReserved.Units);
            _sums[2].Add(row.RealizedLoss.Units);
            _sums[3].Add(row.RealizedProfit.Units);
            _sums[4].Add(row.Reservations);
            _sums[5].Add(row.Denials);
            _haltedAt.Add(row.HaltedAt?.UtcDateTime);
        }
    }
}
