using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>What a batch of reservations adds to the ledger rows, and within which totals it may.</summary>
internal sealed class LineColumns(NpgsqlBatchCommand command)
{
    private readonly ArrayParameter<string> _engines = new(command, NpgsqlDbType.Text);
    private readonly ArrayParameter<long> _amounts = new(command, NpgsqlDbType.Bigint);
    private readonly ArrayParameter<long> _granted = new(command, NpgsqlDbType.Bigint);
    private readonly ArrayParameter<long> _denied = new(command, NpgsqlDbType.Bigint);
    private readonly Range _exposure = new(command);
    private readonly Range _open = new(command);
    private readonly Range _netLoss = new(command);
    private readonly ArrayParameter<DateTime?> _haltedAt = new(command, NpgsqlDbType.TimestampTz);

    public void Clear()
    {
        _engines.Clear();
        _amounts.Clear();
        _granted.Clear();
        _denied.Clear();
        _exposure.Clear();
        _open.Clear();
        _netLoss.Clear();
        _haltedAt.Clear();
    }

    public void Add(LedgerLine line)
    {
        var before = line.Loaded;
        ref readonly var after = ref line.Row;
        _engines.Add(before.Engine.Value);
        _amounts.Add((after.ExposureUsed - before.ExposureUsed).Units);
        _granted.Add(after.Reservations - before.Reservations);
        _denied.Add(after.Denials - before.Denials);
        _exposure.Add(before.ExposureUsed, line.Certificate.Exposure);
        _open.Add(before.OpenRiskReserved, line.Certificate.Open);
        _netLoss.Add(before.CurrentNetLoss, line.Certificate.NetLoss);
        _haltedAt.Add(before.HaltedAt?.UtcDateTime);
    }

    private sealed class Range(NpgsqlBatchCommand command)
    {
        private readonly ArrayParameter<long> _min = new(command, NpgsqlDbType.Bigint);
        private readonly ArrayParameter<long> _max = new(command, NpgsqlDbType.Bigint);

        public void Clear()
        {
            _min.Clear();
            _max.Clear();
        }

        public void Add(Money total, ShiftRange shift)
        {
            _min.Add(Saturate((Int128)total.Units + shift.Min));
            _max.Add(Saturate((Int128)total.Units + shift.Max));
        }

        private static long Saturate(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
    }
}
