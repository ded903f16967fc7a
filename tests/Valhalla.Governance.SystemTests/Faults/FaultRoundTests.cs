using Valhalla.Governance.Soak.Faults;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>
/// One of each of the soak program's fault rounds: no answer is lost, doubled or half there, no cap is passed, and the
/// keys answer what was answered before.
/// </summary>
public sealed class FaultRoundTests(ITestOutputHelper output)
{
    private const int MaxAnswers = 1_000;

    [PostgreSqlFact]
    public async Task Kill9_OneOfTwoProcessesUnderLoad_TheOtherGoesOnAndNothingIsLost() =>
        Check(await new FaultRounds(1, MaxAnswers, output.WriteLine).KillOneOfTwoAsync(1));

    [PostgreSqlFact]
    public async Task CrashServer_TwoProcessesUnderLoad_BothGoOnAndNothingIsLost() =>
        Check(await new FaultRounds(2, MaxAnswers, output.WriteLine).CrashServerAsync(1));

    [PostgreSqlFact]
    public async Task CutConnections_TwoProcessesUnderLoad_BothGoOnAndNothingIsLost() =>
        Check(await new FaultRounds(3, MaxAnswers, output.WriteLine).CutConnectionsAsync(1));

    [Fact]
    public async Task Check_AnswerThatIsNotInTheDatabase_IsFound()
    {
        await using var round = FaultRound.OnSqlite(isNearCap: false);
        await round.PrepareAsync();
        var node = await round.StartNodeAsync();
        await FaultRound.WhenAnsweredAsync(node, 10);
        await round.KillAsync(node);
        using (var log = new AcknowledgementLog(node.LogPath))
        {
            var last = AcknowledgementLog.Read(node.LogPath).Last(told => told.IsGrant);
            log.Add(last with
            {
                Request = last.Request with { Number = 1_000_000 },
                ReservationId = "0199aaaa-0000-7000-8000-000000000001",
            });
        }

        await Assert.ThrowsAsync<SingleException>(() => round.FinishAsync(TimeSpan.Zero));
    }

    private static void Check(IReadOnlyList<RoundResult> results)
    {
        var result = Assert.Single(results);
        Assert.True(result.Acknowledged > 0);
        Assert.True(result.Unanswered > 0);
        Assert.True(result.Replayed > 0);
    }
}
