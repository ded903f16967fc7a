using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Control;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Spread;

/// <summary>
/// One of several processes: reserves without end, and does what the lines of its standard input say until they end.
/// </summary>
internal sealed class SpreadNode : IAsyncDisposable
{
    public const string Verb = "spread-node";
    public const string Ready = "ready";
    public const string Kill = "kill";
    public const string Release = "release";
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Count = "count";
    public const string Bare = "bare";

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(20);
    private static readonly ChangeAuthor Author = new("load");
    private readonly GovernedHost _host;
    private readonly IGoLiveGate _gate;
    private readonly GateWatch _watch;
    private readonly BareListener _bare;
    private readonly CancellationTokenSource _stop = new();
    private Task _load = Task.CompletedTask;
    private long _answers;

    private SpreadNode(GovernedHost host, BareListener bare)
    {
        _host = host;
        _bare = bare;
        _gate = host.Services.GetRequiredService<IGoLiveGate>();
        _watch = new GateWatch(_gate, host.Services.GetRequiredService<ControlState>(), TimeProvider.System);
    }

    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize<SpreadOrder>(line)!;
            var host = await GovernedHost.StartAsync(
                StoreKind.PostgreSql, database: order.Database, settings: order.Settings);
            await using var node = new SpreadNode(host, await BareListener.StartAsync(order.Database));
            node.StartLoad(order);
            await CompilerRest.WaitAsync(order.Patience);
            await output.WriteLineAsync(Ready);
            while (await input.ReadLineAsync() is { Length: > 0 } request)
            {
                await output.WriteLineAsync(await node.AnswerAsync(request));
            }
        }

        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _load;
        _watch.Dispose();
        await _bare.DisposeAsync();
        _stop.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<string> AnswerAsync(string request)
    {
        switch (request)
        {
            case Kill:
                return JsonSerializer.Serialize(await KillAsync());
            case Release:
                return (await _gate.ReleaseKillSwitchAsync(Author, "measured")).Status.ToString();
            case Open:
                return (await _watch.Opened).ToString(CultureInfo.InvariantCulture);
            case Closed:
                return (await _watch.Closed).ToString(CultureInfo.InvariantCulture);
            case Bare:
                return (await _bare.NextAsync()).ToString(CultureInfo.InvariantCulture);
            case Count:
                return Interlocked.Read(ref _answers).ToString(CultureInfo.InvariantCulture);
            default:
                throw new InvalidOperationException($"Told '{request}'.");
        }
    }

    private async Task<KillTimes> KillAsync()
    {
        var calledAt = TimeProvider.System.GetTimestamp();
        var result = await _gate.EngageKillSwitchAsync(Author, "measuring");
        return new KillTimes(
            calledAt, TimeProvider.System.GetTimestamp(), result.Status == GoLiveChangeStatus.Changed);
    }

    private void StartLoad(SpreadOrder order)
    {
        var guard = _host.Services.GetRequiredService<IRiskGuard>();
        _load = Task.WhenAll(Enumerable.Range(order.FirstCaller, order.Callers).Select(
            caller => Task.Run(() => ReserveAsync(guard, new EngineName(RiskLoad.EngineOf(caller))))));
    }

    private async Task ReserveAsync(IRiskGuard guard, EngineName engine)
    {
        var request = new ReserveRequest(engine, Money.FromUnits(RiskLoad.AmountUnits)) { Actor = "load" };
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await guard.ReserveAsync(request);
                Interlocked.Increment(ref _answers);
            }
            catch (ValhallaStoreException)
            {
                // Cut off, which is what may be measured.
                await Task.Delay(AfterFailure);
            }
        }
    }
}
