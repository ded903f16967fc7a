using Npgsql;
using Valhalla.Governance.Load.Measurement;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>How long an empty statement takes beside a load, over one connection that does nothing else.</summary>
internal sealed class LoadedRoundTrip : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly LatencyHistogram _times = new();
    private readonly Task _asking;

    public LoadedRoundTrip(string database)
    {
        _connection = new NpgsqlConnection(database);
        _asking = Task.Run(AskAsync);
    }

    /// <summary>Ends it.</summary>
    /// <returns>The median in milliseconds.</returns>
    public async Task<double> StopAsync()
    {
        await _stop.CancelAsync();
        await _asking;
        return _times.Microseconds(0.50) / 1_000;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AskAsync()
    {
        await _connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT 1", _connection);
        await command.PrepareAsync();
        while (!_stop.IsCancellationRequested)
        {
            var startedAt = TimeProvider.System.GetTimestamp();
            await command.ExecuteScalarAsync();
            _times.Record((long)TimeProvider.System.GetElapsedTime(startedAt).TotalNanoseconds, 1);
            await Task.Delay(Between, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
