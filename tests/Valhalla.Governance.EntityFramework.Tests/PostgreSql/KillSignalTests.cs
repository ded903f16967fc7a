using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.PostgreSql.Control;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

public sealed class KillSignalTests
{
    [Theory]
    [InlineData(1L)]
    [InlineData(long.MaxValue)]
    [InlineData(null)]
    public void Read_WhatWasWritten_IsTheSame(long? revision)
    {
        var kill = revision is { } number ? new ControlVersion(number, Guid.NewGuid()) : (ControlVersion?)null;

        Assert.Equal(kill, KillSignal.Read(KillSignal.Write(kill)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kill")]
    [InlineData("kill ")]
    [InlineData("kill -1")]
    [InlineData("kill 1")]
    [InlineData("kill 1 2")]
    [InlineData("kill 99999999999999999999")]
    [InlineData("release 7")]
    public void Read_AnythingElse_TellsOfNoKill(string payload) => Assert.Null(KillSignal.Read(payload));

    [PostgreSqlFact]
    public async Task Wait_KillOnAnotherNode_TellsItsRevisionAndOtherChangesNone()
    {
        await using var first = await PostgreSqlStoreUnderTest.CreateAsync();
        await first.InitializeAsync();
        await using var second = first.OpenAgain();
        await second.Control.WaitForChangeAsync(TimeSpan.Zero, CancellationToken.None);

        var killed = await HeardAsync(second, () => SetKillAsync(first, isEngaged: true));
        var whileKilled = await HeardAsync(second, () => first.Control.RaiseCapsAsync(5_000));
        var released = await HeardAsync(second, () => SetKillAsync(first, isEngaged: false));

        Assert.Equal((1L, 2L, null), (killed?.Revision, whileKilled?.Revision, released?.Revision));
        Assert.NotEqual(killed?.Incarnation, whileKilled?.Incarnation);
    }

    private static async Task<ControlVersion?> HeardAsync(PostgreSqlStoreUnderTest node, Func<Task> change)
    {
        var waiting = node.Control.WaitForChangeAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        await change();
        return await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task SetKillAsync(PostgreSqlStoreUnderTest node, bool isEngaged) =>
        await node.Control.CommitAsync(
            (current, now) => new ControlChange
            {
                Gate = current.Gate with
                {
                    Epoch = current.Gate.Epoch + 1,
                    KillSwitchEngaged = isEngaged,
                    UpdatedAt = now,
                },
                Audit = [new("go_live.test", "", ChangeAuthor.System, null, null, null)],
            },
            CancellationToken.None);
}
