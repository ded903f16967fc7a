using Npgsql;

namespace Valhalla.Governance.Report.Risk;

/// <summary>
/// Looks again and again at what the sessions of a database wait for, as its server says, until it is disposed.
/// </summary>
internal sealed class WaitSampler : IAsyncDisposable
{
    private const string Look =
        """
        SELECT CASE
                WHEN state <> 'active' OR wait_event_type = 'Client' THEN 'client'
                WHEN wait_event_type = 'Lock' THEN 'lock'
                WHEN wait_event LIKE 'WAL%' THEN 'wal'
                ELSE 'executing'
            END
        FROM pg_stat_activity
        WHERE datname = $1 AND pid <> pg_backend_pid() AND (query LIKE 'WITH%' OR query LIKE '%FOR NO KEY UPDATE%')
        """;

    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;

    /// <param name="connectionString">Of the database.</param>
    public WaitSampler(string connectionString) => _looking = LookAsync(connectionString, _stop.Token);

    /// <summary>How much of all sessions' time was such; 0 to 1. Read it after disposal.</summary>
    public double ShareOf(string wait) =>
        (double)_seen.GetValueOrDefault(wait) / Math.Max(1, _seen.Values.Sum());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync(string connectionString, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Database = "postgres",
            MaxAutoPrepare = 2,
            AutoPrepareMinUsages = 2,
        });
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(Look, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = server.Database });

        // Seldom enough to leave the machine to those it looks at.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!cancellationToken.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await reader.ReadAsync(CancellationToken.None))
            {
                var wait = reader.GetString(0);
                _seen[wait] = _seen.GetValueOrDefault(wait) + 1;
            }
        }
    }
}
