using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
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

/// <summary>Listeners and log providers of the host cannot change what the writer booked, nor who is told.</summary>
public sealed class LedgerWriterHostCodeTests : IDisposable
{
    /// <summary>Ends a test that would hang; no test passes because of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly ValhallaMeter _meter = new();
    private readonly ILedgerStore _store = Substitute.For<ILedgerStore>();
    private readonly InMemoryLedgerStore _memory;
    private readonly ControlState _control;
    private readonly TestKillSwitch _kill;

    public LedgerWriterHostCodeTests()
    {
        var database = new InMemoryDatabase(_time);
        _memory = new InMemoryLedgerStore(database);
        _control = new ControlState(new InMemoryControlStore(database), _time);
        _kill = new TestKillSwitch(_control, _time);
    }

    [Fact]
    public async Task SubmitAsync_ListenerBlocksAfterTheCommit_CallersAndTheNextBatchDoNotWait()
    {
        var gate = new TaskCompletionSource();
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(
            call => CommitAsync(call.Arg<LedgerBatch>()));
        using var goOn = new ManualResetEventSlim();
        using var listener = Listen(goOn.Wait);
        await using var writer = CreateWriter();

        var commands = await SubmitAsync(writer, 1);
        commands.AddRange(await SubmitAsync(writer, 40));
        gate.SetResult();
        foreach (var command in commands)
        {
            Assert.True((await command.Completion.AsTask().WaitAsync(Patience)).IsGranted);
        }

        goOn.Set();

        async ValueTask CommitAsync(LedgerBatch batch)
        {
            await gate.Task;
            await _memory.CommitAsync(batch, default);
        }
    }

    [Fact]
    public async Task SubmitAsync_ListenerThrowsAfterTheCommit_NothingIsBookedTwice()
    {
        var gate = new TaskCompletionSource();
        var sizes = new ConcurrentQueue<int>();
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(
            call => CommitAsync(call.Arg<LedgerBatch>()));
        using var listener = Listen(static () => throw new InvalidOperationException("A listener fails."));
        await using var writer = CreateWriter();

        var commands = await SubmitAsync(writer, 1);
        commands.AddRange(await SubmitAsync(writer, 40));
        gate.SetResult();
        foreach (var command in commands)
        {
            Assert.True((await command.Completion.AsTask().WaitAsync(Patience)).IsGranted);
        }

        Assert.Equal([1, 40], sizes);
        Assert.Equal(M(41), (await _memory.ReadLatestAsync(default)).Rows
            .Single(row => row.Engine == Wholesale).OpenRiskReserved);

        async ValueTask CommitAsync(LedgerBatch batch)
        {
            sizes.Enqueue(batch.Commands.Count);
            await gate.Task;
            await _memory.CommitAsync(batch, default);
        }
    }

    [Theory]
    [InlineData(typeof(ValhallaStoreException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task SubmitAsync_LogThrowsWhileTheStoreFails_EveryCallerIsToldAndTheWriterGoesOn(Type failure)
    {
        await using var writer = CreateWriter(logger: new GuardedLogger<LedgerWriter>(
            new HostLogger(static () => throw new InvalidOperationException("A provider fails."))));

        await AssertAllAreToldAndTheNextIsBookedAsync(writer, failure);
    }

    [Theory]
    [InlineData(typeof(ValhallaStoreException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task SubmitAsync_LogBlocksWhileTheStoreFails_CallersAndTheNextBatchDoNotWait(Type failure)
    {
        using var goOn = new ManualResetEventSlim();
        await using var writer = CreateWriter(
            logger: new GuardedLogger<LedgerWriter>(new HostLogger(goOn.Wait)));

        await AssertAllAreToldAndTheNextIsBookedAsync(writer, failure);
        goOn.Set();
    }

    public void Dispose()
    {
        _kill.Dispose();
        _meter.Dispose();
    }

    private async Task AssertAllAreToldAndTheNextIsBookedAsync(LedgerWriter writer, Type failure)
    {
        var gate = new TaskCompletionSource();
        var down = true;
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(call => CommitAsync(call.Arg<LedgerBatch>()));

        var commands = await SubmitAsync(writer, 1);
        commands.AddRange(await SubmitAsync(writer, 40));
        gate.SetResult();
        foreach (var command in commands)
        {
            await Assert.ThrowsAsync<ValhallaStoreException>(
                () => command.Completion.AsTask().WaitAsync(Patience));
        }

        down = false;
        var later = Assert.Single(await SubmitAsync(writer, 1));
        Assert.True((await later.Completion.AsTask().WaitAsync(Patience)).IsGranted);

        async ValueTask CommitAsync(LedgerBatch batch)
        {
            await gate.Task;
            if (down)
            {
                throw failure == typeof(ValhallaStoreException)
                    ? new ValhallaStoreException(StoreFailure.Unavailable, "down")
                    : new InvalidOperationException("broken");
            }

            await _memory.CommitAsync(batch, default);
        }
    }

    private static async Task<List<ReserveCommand>> SubmitAsync(LedgerWriter writer, int count)
    {
        var commands = new List<ReserveCommand>();
        for (var i = 0; i < count; i++)
        {
            var id = new ReservationId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch));
            var command = new ReserveCommand(Reserve(Wholesale, 1), id, null);
            await writer.SubmitAsync(command, default);
            commands.Add(command);
        }

        return commands;
    }

    private MeterListener Listen(Action onMeasurement)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter, _meter.Meter))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => onMeasurement());
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => onMeasurement());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => onMeasurement());
        listener.Start();
        return listener;
    }

    private LedgerWriter CreateWriter(GuardedLogger<LedgerWriter>? logger = null) => new(
        _store,
        new RiskTerms(TimeZoneInfo.Utc, 8_000),
        Options.Create(new RiskOptions()),
        _time,
        new RiskMetrics(_meter, _control),
        _kill.KillSwitch,
        logger ?? NullLogger<LedgerWriter>.Instance);

    private sealed class HostLogger(Action log) : ILogger<LedgerWriter>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => log();
    }
}
