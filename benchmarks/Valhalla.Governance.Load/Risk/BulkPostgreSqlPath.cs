using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// The limit: journal rows with their unique keys and nothing else, so many in a statement over <c>unnest</c> and a
/// transaction, a connection for each caller; nothing is decided. A latency is that of one statement.
/// </summary>
internal sealed class BulkPostgreSqlPath(RiskLoad load, int rows) : ILoadPath
{
    private const string Insert =
        """
        INSERT INTO event (day, engine, amount, granted, actor, request_key, created_at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    private NpgsqlDataSource _source = null!;
    private DbContextOptions<PeerContext> _options = null!;

    public string Name => $"unnest bulk insert, {rows} rows a statement";

    public async Task OpenAsync()
    {
        _source = await ScratchDatabase.CreateAsync();
        _options = new DbContextOptionsBuilder<PeerContext>().UseNpgsql(_source).Options;
        await PeerContext.CreateAsync(_options, load);
    }

    public async Task RunCallerAsync(Caller caller)
    {
        var batch = new Batch(rows);
        await using var connection = await _source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Insert, connection);
        batch.AddTo(command);
        await command.PrepareAsync();
        while (caller.Begin())
        {
            batch.Fill(load, caller);
            await command.ExecuteNonQueryAsync();
            caller.End(rows, 0);
        }
    }

    public async Task<string?> FindErrorAsync(long granted, long denied)
    {
        await using var context = new PeerContext(_options);
        var stored = await context.Events.LongCountAsync();
        return stored == granted ? null : $"NO: {granted} inserted, {stored} stored";
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private sealed class Batch(int rows)
    {
        private readonly DateOnly[] _days = Fill(rows, PeerLedger.Today);
        private readonly string[] _engines =
            [.. Enumerable.Range(0, rows).Select(row => RiskLoad.EngineOf(row))];
        private readonly long[] _amounts = Fill(rows, RiskLoad.AmountUnits);
        private readonly bool[] _granted = Fill(rows, true);
        private readonly string[] _actors = Fill(rows, "load");
        private readonly string?[] _keys = new string?[rows];
        private readonly DateTime[] _times = new DateTime[rows];

        public void AddTo(NpgsqlCommand command)
        {
            command.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = _days });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = _engines });
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = _amounts });
            command.Parameters.Add(new NpgsqlParameter<bool[]> { TypedValue = _granted });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = _actors });
            command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = _keys });
            command.Parameters.Add(new NpgsqlParameter<DateTime[]>
            {
                TypedValue = _times,
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            });
        }

        public void Fill(RiskLoad load, Caller caller)
        {
            Array.Fill(_times, TimeProvider.System.GetUtcNow().UtcDateTime);
            for (var row = 0; row < rows; row++)
            {
                _keys[row] = load.NextKey();
            }
        }

        private static T[] Fill<T>(int count, T value)
        {
            var array = new T[count];
            Array.Fill(array, value);
            return array;
        }
    }
}
