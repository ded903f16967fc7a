using Npgsql;

namespace Valhalla.Governance.Load.Spread;

/// <summary>
/// Hears a notification in a process under load, with nothing of the library in between: what a kill's spread cannot
/// be faster than.
/// </summary>
internal sealed class BareListener : IAsyncDisposable
{
    public const string Channel = "load_bare";

    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource<long> _heard = NewSource();
    private Task _listening = Task.CompletedTask;

    private BareListener(string database) => _connection = new NpgsqlConnection(database);

    public static async Task<BareListener> StartAsync(string database)
    {
        var listener = new BareListener(database);
        await listener._connection.OpenAsync();
        listener._connection.Notification += (_, _) => listener._heard.TrySetResult(TimeProvider.System.GetTimestamp());
        await using (var command = new NpgsqlCommand("LISTEN " + Channel, listener._connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        listener._listening = listener.ListenAsync();
        return listener;
    }

    /// <summary>When the next notification came, or the one that nobody has asked for yet.</summary>
    public async Task<long> NextAsync()
    {
        var heard = await _heard.Task;
        _heard = NewSource();
        return heard;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            await _connection.WaitAsync(_stop.Token);
        }
    }

    private static TaskCompletionSource<long> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
