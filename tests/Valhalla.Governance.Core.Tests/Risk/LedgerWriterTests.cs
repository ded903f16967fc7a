using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;
using static Valhalla.Governance.Core.Tests.Risk.RiskFixture;

namespace Valhalla.Governance.Core.Tests.Risk;

public sealed class LedgerWriterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ValhallaMeter _meter = new();
    private readonly ILedgerStore _store = Substitute.For<ILedgerStore>();
    private readonly InMemoryLedgerStore _memory;
    private readonly ControlState _control;
    private readonly TestKillSwitch _kill;

    public LedgerWriterTests()
    {
        var database = new InMemoryDatabase(_time);
        _memory = new InMemoryLedgerStore(database);
        _control = new ControlState(new InMemoryControlStore(database), _time);
        _kill = new TestKillSwitch(_control, _time);
    }

    [Fact]
    public async Task SubmitAsync_StoreDown_EveryCallerOfTheBatchIsTold()
    {
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(
            _ => ValueTask.FromException(new ValhallaStoreException(StoreFailure.Unavailable, "down")));
        await using var writer = CreateWriter();

        var commands = await SubmitAsync(writer, 3);

        foreach (var command in commands)
        {
            var failure = await Assert.ThrowsAsync<ValhallaStoreException>(async () => await command.Completion);
            Assert.Equal(StoreFailure.Unavailable, failure.Failure);
        }
    }

    [Fact]
    public async Task SubmitAsync_StoreBackAgain_TheWriterGoesOn()
    {
        var down = true;
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(call => down
            ? throw new ValhallaStoreException(StoreFailure.Unavailable, "down")
            : _memory.CommitAsync(call.Arg<LedgerBatch>(), default));
        await using var writer = CreateWriter();
        var first = Assert.Single(await SubmitAsync(writer, 1));
        await Assert.ThrowsAsync<ValhallaStoreException>(async () => await first.Completion);

        down = false;
        var second = Assert.Single(await SubmitAsync(writer, 1));

        Assert.True((await second.Completion).IsGranted);
    }

    [Fact]
    public async Task SubmitAsync_OneRequestTheStoreCannotTake_TheOthersAreBooked()
    {
        var gate = new TaskCompletionSource();
        var poison = Reserve(Wholesale, 13);
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(
            call => CommitUnlessPoisonAsync(call.Arg<LedgerBatch>()));
        await using var writer = CreateWriter();

        var good = await SubmitAsync(writer, 3);
        var bad = new ReserveCommand(poison, NewId(), null);
        await writer.SubmitAsync(bad, default);
        gate.SetResult();

        foreach (var command in good)
        {
            Assert.True((await command.Completion).IsGranted);
        }

        var failure = await Assert.ThrowsAsync<ValhallaStoreException>(async () => await bad.Completion);
        Assert.IsType<InvalidOperationException>(failure.InnerException);

        async ValueTask CommitUnlessPoisonAsync(LedgerBatch batch)
        {
            await gate.Task;
            if (batch.Commands.OfType<ReserveCommand>().Any(c => ReferenceEquals(c.Request, poison)))
            {
                throw new InvalidOperationException("a constraint");
            }

            await _memory.CommitAsync(batch, default);
        }
    }

    [Fact]
    public async Task SubmitAsync_QueueStaysFull_IsOverloaded()
    {
        var gate = new TaskCompletionSource();
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(_ => new ValueTask(gate.Task));
        await using var writer = CreateWriter(new RiskOptions { QueueCapacity = 16, MaxBatchSize = 1 });

        // One in the store's hands, sixteen in the queue, and one that finds no place.
        var waiting = new List<Task>();
        for (var i = 0; i < 18; i++)
        {
            waiting.Add(writer.SubmitAsync(new ReserveCommand(Reserve(Wholesale, 1), NewId(), null), default).AsTask());
        }

        await _time.WaitForPendingTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        var failure = await Assert.ThrowsAsync<ValhallaStoreException>(() => Task.WhenAll(waiting));
        Assert.Equal(StoreFailure.Overloaded, failure.Failure);
        gate.SetException(new ValhallaStoreException(StoreFailure.Unavailable, "end of test"));
    }

    [Fact]
    public async Task DisposeAsync_QueuedRequests_AreStillBooked()
    {
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(
            call => _memory.CommitAsync(call.Arg<LedgerBatch>(), default));
        var writer = CreateWriter();
        var commands = await SubmitAsync(writer, 5);

        await writer.DisposeAsync();

        Assert.All(commands, command => Assert.True(command.Completion.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ValhallaStoreException>(async () => await SubmitAsync(writer, 1));
    }

    [Fact]
    public async Task SubmitAsync_CallerIsAlone_CommitsItself()
    {
        var thread = 0;
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            thread = Environment.CurrentManagedThreadId;
            return _memory.CommitAsync(call.Arg<LedgerBatch>(), default);
        });
        await using var writer = CreateWriter();
        var command = new ReserveCommand(Reserve(Wholesale, 1), NewId(), null);

        var submitted = writer.SubmitAsync(command, default);

        Assert.True(submitted.IsCompletedSuccessfully && command.Completion.IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        await submitted;
    }

    [Fact]
    public async Task SubmitAsync_ManyWhileABatchIsUnderWay_OneBatchTakesThemAll()
    {
        var gate = new TaskCompletionSource();
        var (underWay, most) = (0, 0);
        var sizes = new ConcurrentQueue<int>();
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(
            call => CommitAsync(call.Arg<LedgerBatch>()));
        await using var writer = CreateWriter();
        var commands = await SubmitAsync(writer, 1);
        commands.AddRange(await SubmitAsync(writer, 300));
        gate.SetResult();
        foreach (var command in commands)
        {
            Assert.True((await command.Completion).IsGranted);
        }

        Assert.Equal([1, 300], sizes);
        Assert.Equal(1, most);

        async ValueTask CommitAsync(LedgerBatch batch)
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            sizes.Enqueue(batch.Commands.Count);
            await gate.Task;
            await _memory.CommitAsync(batch, default);
            Interlocked.Decrement(ref underWay);
        }
    }

    [Fact]
    public async Task SubmitAsync_KillOnlyThisProcessKnows_Denies()
    {
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(
            call => _memory.CommitAsync(call.Arg<LedgerBatch>(), default));
        await using var writer = CreateWriter();
        _kill.KillSwitch.Latch.SetOut();

        var command = Assert.Single(await SubmitAsync(writer, 1));

        Assert.Equal(ReserveStatus.KillSwitchEngaged, (await command.Completion).Status);
    }

    [Fact]
    public async Task SubmitAsync_LedgerChangedFromOutside_EngagesTheKillSwitchAndDecidesNothing()
    {
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            call.Arg<LedgerBatch>().Decide(new LedgerLoad
            {
                Now = _time.GetUtcNow(),
                KillSwitchEngaged = false,
                Policies = _control.Current.RiskPolicies,
                Ledger =
                [
                    new RiskLedgerDay
                    {
                        Engine = Wholesale, Day = new DateOnly(2026, 1, 13), ExposureUsed = M(1),
                    },
                ],
            });
            return ValueTask.CompletedTask;
        });
        await using var writer = CreateWriter();

        var command = Assert.Single(await SubmitAsync(writer, 1));

        await Assert.ThrowsAsync<ValhallaStoreException>(async () => await command.Completion);
        Assert.True((await _control.RefreshAsync(default)).Gate.KillSwitchEngaged);
    }

    public void Dispose()
    {
        _kill.Dispose();
        _meter.Dispose();
    }

    private static async Task<List<ReserveCommand>> SubmitAsync(LedgerWriter writer, int count)
    {
        var commands = new List<ReserveCommand>();
        for (var i = 0; i < count; i++)
        {
            var command = new ReserveCommand(Reserve(Wholesale, 1), NewId(), null);
            await writer.SubmitAsync(command, default);
            commands.Add(command);
        }

        return commands;
    }

    private static ReservationId NewId() => new(Guid.CreateVersion7(DateTimeOffset.UnixEpoch));

    private LedgerWriter CreateWriter(RiskOptions? options = null) => new(
        _store,
        new RiskTerms(TimeZoneInfo.Utc, 8_000),
        Options.Create(options ?? new RiskOptions()),
        _time,
        new RiskMetrics(_meter, _control),
        _kill.KillSwitch,
        NullLogger<LedgerWriter>.Instance);
}
