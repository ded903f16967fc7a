using Npgsql;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>
/// Rounds of a fault under load. Each has a database of its own; in every third one the caps are used up.
/// </summary>
/// <param name="seed">Decides when in a round the fault comes.</param>
/// <param name="maxAnswers">How many answers of a process the fault waits for at most.</param>
/// <param name="progress">Told of every round.</param>
internal sealed class FaultRounds(int seed, int maxAnswers, Action<string> progress)
{
    private const int MinAnswers = 100;
    private const int Cuts = 5;

    private const string EndSessions =
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """;

    private static readonly TimeSpan Outage = TimeSpan.FromMilliseconds(500);
    private readonly Random _random = new(seed);

    /// <summary><c>kill -9</c> of one of two processes on one PostgreSQL; the other one goes on.</summary>
    public Task<IReadOnlyList<RoundResult>> KillOneOfTwoAsync(int rounds) => RunAsync(rounds, async isNearCap =>
    {
        var server = await PostgreSqlServer.GetAsync();
        await using var round = new FaultRound(
            StoreKind.PostgreSql, await server.CreateDatabaseAsync(), isNearCap);
        await round.PrepareAsync();
        var killed = await round.StartNodeAsync();
        var survivor = await round.StartNodeAsync();
        await FaultRound.WhenAnsweredAsync(killed, _random.Next(MinAnswers, maxAnswers));
        await FaultRound.WhenAnsweredAsync(survivor, MinAnswers);
        await round.KillAsync(killed);
        var recovered = await WhenRecoveredAsync(survivor, told => told.BeganAt);
        await GoOnAsync(survivor, MinAnswers);
        return await round.FinishAsync(recovered);
    });

    /// <summary>A crash of the server under two processes, which go on when it is back.</summary>
    public Task<IReadOnlyList<RoundResult>> CrashServerAsync(int rounds) => RunAsync(rounds, async isNearCap =>
    {
        using var server = await PostgreSqlServer.StartAsync();
        await using var round = new FaultRound(
            StoreKind.PostgreSql, await server.CreateDatabaseAsync(), isNearCap);
        await round.PrepareAsync();
        var first = await round.StartNodeAsync();
        var second = await round.StartNodeAsync();
        await FaultRound.WhenAnsweredAsync(first, _random.Next(MinAnswers, maxAnswers));
        await FaultRound.WhenAnsweredAsync(second, MinAnswers);
        await server.StopAsync(immediate: true);
        await Task.Delay(Outage);
        await server.StartAgainAsync();
        var returned = TimeProvider.System.GetTimestamp();
        var recovered = await Task.WhenAll(
            FaultRound.WhenRecoveredAsync(first, returned, told => told.EndedAt),
            FaultRound.WhenRecoveredAsync(second, returned, told => told.EndedAt));
        await GoOnAsync(first, MinAnswers);
        await GoOnAsync(second, MinAnswers);
        return await round.FinishAsync(recovered.Max());
    });

    /// <summary>The server ends all sessions, again and again, under two processes.</summary>
    public Task<IReadOnlyList<RoundResult>> CutConnectionsAsync(int rounds) => RunAsync(rounds, async isNearCap =>
    {
        var server = await PostgreSqlServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        await using var round = new FaultRound(StoreKind.PostgreSql, database, isNearCap);
        await round.PrepareAsync();
        var first = await round.StartNodeAsync();
        var second = await round.StartNodeAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        for (var cut = 0; cut < Cuts; cut++)
        {
            await GoOnAsync(first, _random.Next(MinAnswers, maxAnswers / Cuts));
            await GoOnAsync(second, MinAnswers);
            await using var command = new NpgsqlCommand(EndSessions, connection);
            if (await command.ExecuteScalarAsync() is not > 0L)
            {
                throw new InvalidOperationException("There was no session to end.");
            }
        }

        var ended = TimeProvider.System.GetTimestamp();
        var recovered = await Task.WhenAll(
            FaultRound.WhenRecoveredAsync(first, ended, told => told.EndedAt),
            FaultRound.WhenRecoveredAsync(second, ended, told => told.EndedAt));
        await GoOnAsync(first, MinAnswers);
        await GoOnAsync(second, MinAnswers);
        return await round.FinishAsync(recovered.Max());
    });

    /// <summary><c>kill -9</c> of the process on an SQLite file, and another one that takes over.</summary>
    public Task<IReadOnlyList<RoundResult>> KillOnSqliteAsync(int rounds) => RunAsync(rounds, async isNearCap =>
    {
        await using var round = FaultRound.OnSqlite(isNearCap);
        await round.PrepareAsync();
        var killed = await round.StartNodeAsync();
        await FaultRound.WhenAnsweredAsync(killed, _random.Next(MinAnswers, maxAnswers));
        await round.KillAsync(killed);
        var restartedAt = TimeProvider.System.GetTimestamp();
        var next = await round.StartNodeAsync();
        var recovered = await FaultRound.WhenRecoveredAsync(next, restartedAt, told => told.BeganAt);
        await GoOnAsync(next, MinAnswers);
        return await round.FinishAsync(recovered);
    });

    private static Task<TimeSpan> WhenRecoveredAsync(FaultOrder node, Func<Acknowledgement, long> at) =>
        FaultRound.WhenRecoveredAsync(node, TimeProvider.System.GetTimestamp(), at);

    private static Task GoOnAsync(FaultOrder node, int answers) => FaultRound.WhenAnsweredAsync(
        node, AcknowledgementLog.Read(node.LogPath).Count + answers);

    private async Task<IReadOnlyList<RoundResult>> RunAsync(int rounds, Func<bool, Task<RoundResult>> run)
    {
        const int NearCapEach = 3;
        var results = new List<RoundResult>();
        for (var round = 1; round <= rounds; round++)
        {
            var isNearCap = round % NearCapEach == 0;
            var result = await run(isNearCap);
            results.Add(result);
            progress(
                $"round {round}{(isNearCap ? ", caps used up" : "")}: {result.Acknowledged} acknowledged "
                + $"({result.Denied} denied), {result.Unanswered} unanswered of which {result.CommittedUnanswered} "
                + $"committed, {result.Replayed} keys asked again, answers again after "
                + $"{result.Recovered.TotalMilliseconds:N0} ms");
        }

        return results;
    }
}
