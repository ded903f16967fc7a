using Valhalla.Governance.EntityFramework.Sqlite;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>The writer is taken apart while others still write: they finish, or are told.</summary>
public sealed class SqliteWriterShutdownTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-writer-").FullName;

    [Fact]
    public async Task Dispose_WhileWorkIsUnderWay_TheWorkIsFinishedAndTheRestIsTold()
    {
        var writer = new SqliteWriter(Database());
        using var started = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var running = Task.Run(async () => await writer.RunAsync(
            (started, goOn),
            static (writer, gates) =>
            {
                gates.started.Set();
                gates.goOn.Wait();
                writer.Statement("CREATE TABLE written (id INTEGER)").Execute();
                return true;
            },
            CancellationToken.None));
        started.Wait();
        var queued = Task.Run(async () => await writer.RunAsync(0, static (_, _) => true, CancellationToken.None));

        writer.Dispose();
        goOn.Set();
        await running;

        var error = await Assert.ThrowsAsync<ValhallaStoreException>(() => queued);
        Assert.Equal(StoreFailure.Unavailable, error.Failure);
        await using var connection = Database().Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM written";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Dispose_WhileATurnIsHeld_GivingItOnDoesNotFail()
    {
        var writer = new SqliteWriter(Database());
        var turn = await writer.EnterAsync(CancellationToken.None);

        writer.Dispose();
        turn.Dispose();

        var error = await Assert.ThrowsAsync<ValhallaStoreException>(
            async () => await writer.EnterAsync(CancellationToken.None));
        Assert.Equal(StoreFailure.Unavailable, error.Failure);
        writer.Dispose();
    }

    [Fact]
    public async Task Dispose_InTheMiddleOfALoad_OnlyStoreFailuresAreSeen()
    {
        for (var round = 0; round < 20; round++)
        {
            var writer = new SqliteWriter(Database());
            using var first = new SemaphoreSlim(0);
            var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    await writer.RunAsync(0, static (_, _) => true, CancellationToken.None);
                    first.Release();
                }
            })).ToArray();
            await first.WaitAsync();

            writer.Dispose();

            foreach (var caller in callers)
            {
                await Assert.ThrowsAsync<ValhallaStoreException>(() => caller);
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SqliteDatabase Database() => new(
        Path.Combine(_folder, "writer.db"), new SqliteStorageOptions(), new StorageOptions());
}
