using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Ramp;

/// <summary>The ramp over the in-memory store on a fake clock, with signals that a test sets.</summary>
internal sealed class RampHost : IAsyncDisposable, IEvidenceReader
{
    private static readonly ChangeAuthor Board = new("board");

    private readonly Dictionary<SignalName, Evidence> _signals = [];

    public RampHost(Dictionary<string, string?>? settings = null, RampHost? restartOf = null) =>
        Host = new GovernedHost(
            settings: settings,
            configure: services => services.AddSingleton<IEvidenceReader>(this),
            restartOf: restartOf?.Host);

    public static ChangeAuthor Captain { get; } = new("captain");

    public GovernedHost Host { get; }

    public FakeTimeProvider Clock => Host.Clock;

    public IInfluenceRamp Ramp => Host.Get<IInfluenceRamp>();

    /// <summary>What reading the signals throws, if anything.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Where the signals are read instead of from this host, if anywhere.</summary>
    public IEvidenceReader? Reader { get; set; }

    public RampGuard Guard => _guard ??= ActivatorUtilities.CreateInstance<RampGuard>(Host.Services);

    private RampGuard? _guard;

    /// <summary>Go-live on, every signal quiet.</summary>
    public async Task StartAsync()
    {
        await Host.StartAsync();
        await Host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);
        Quiet();
    }

    public void Quiet()
    {
        Signal("active_page_alerts", EvidenceValue.Of(0m));
        Signal("policy_entropy", EvidenceValue.Of(0.95m));
        Signal("q_spread_ratio", EvidenceValue.Of(1.2m));
        Signal("cost_over_baseline_percent", EvidenceValue.Of(3m));
    }

    public void Signal(string name, EvidenceValue value)
    {
        var signal = new SignalName(name);
        _signals[signal] = new Evidence(signal, value, Clock.GetUtcNow(), null, "test");
    }

    public void Forget(string name) => _signals.Remove(new SignalName(name));

    /// <summary>Records a GO decision as the board does.</summary>
    public async Task DecideGoAsync(TimeSpan? lifetime = null) => await Host.Control.CommitAsync(
        (current, now) => InfluenceRules.Arm(
            current.Influence,
            (current.Influence.DecisionId ?? 0) + 1,
            now + (lifetime ?? TimeSpan.FromDays(1)),
            Board,
            now).ToControlChange(),
        CancellationToken.None);

    /// <summary>Records enough observations for a step, in the ratio of the influence.</summary>
    public async Task ObserveAsync(int units = 400) => await Ramp.ObserveAsync(
    [
        .. Enumerable.Range(0, units).Select(i => new RampObservation($"unit-{i}", Ramp.Decide($"unit-{i}"))),
    ]);

    /// <summary>Takes a step up with all that it needs.</summary>
    public async Task<RampChangeResult> ClimbAsync()
    {
        await ObserveAsync();
        Clock.Advance(TimeSpan.FromHours(2));
        Quiet();
        await Host.Control.RefreshAsync(CancellationToken.None);
        return await Ramp.StepAsync(Captain, "climb");
    }

    public ValueTask<FrozenDictionary<SignalName, Evidence>> ReadAsync(
        IReadOnlySet<SignalName>? wanted, CancellationToken cancellationToken) =>
        Reader is { } reader ? reader.ReadAsync(wanted, cancellationToken)
        : Failure is { } failure
            ? ValueTask.FromException<FrozenDictionary<SignalName, Evidence>>(failure)
            : ValueTask.FromResult(_signals.ToFrozenDictionary());

    public async ValueTask DisposeAsync()
    {
        _guard?.Dispose();
        await Host.DisposeAsync();
    }
}
