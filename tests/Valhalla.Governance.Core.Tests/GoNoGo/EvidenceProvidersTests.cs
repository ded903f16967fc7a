using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

public sealed class EvidenceProvidersTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Observe_ProviderThatThrows_GivesNothingAndTheOthersDo()
    {
        using var providers = Providers(_ => throw new FormatException(), _ => Answer("a"));

        Assert.Equal(["a"], await ObservedAsync(providers));
    }

    [Fact]
    public async Task Observe_ProviderThatRepeatsASignal_GivesNothing()
    {
        using var providers = Providers(_ => Answer("b", "c", "b"), _ => Answer("a"));

        Assert.Equal(["a"], await ObservedAsync(providers));
    }

    [Fact]
    public async Task Observe_ProviderWithoutSourceOrSignal_GivesNothing()
    {
        using var providers = Providers(
            _ => Task.FromResult<IReadOnlyList<Evidence>>([Of("b") with { Source = "" }]),
            _ => Task.FromResult<IReadOnlyList<Evidence>>([Of("b") with { Signal = default }]),
            _ => Task.FromResult<IReadOnlyList<Evidence>>(null!),
            _ => Answer("a"));

        Assert.Equal(["a"], await ObservedAsync(providers));
    }

    [Fact]
    public async Task Observe_ProviderThatHangs_GivesNothingAndIsNotCalledAgainUntilItReturns()
    {
        var release = new TaskCompletionSource<IReadOnlyList<Evidence>>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        using var providers = Providers(
            _ =>
            {
                Interlocked.Increment(ref calls);
                return release.Task;
            },
            _ => Answer("a"));

        var first = ObservedAsync(providers);
        // Each call has two timers; those of the quick provider are gone once it has answered.
        await Eventually.TrueAsync(
            () => Volatile.Read(ref calls) == 1 && _time.PendingTimers == 2, "only the one that hangs is waited for");
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["a"], await first);
        Assert.Equal(["a"], await ObservedAsync(providers));
        Assert.Equal(1, calls);

        release.SetResult([Of("b")]);
        IReadOnlyList<string> observed = [];
        for (var look = 0; look < 10_000 && observed.Count < 2; look++)
        {
            // The call that hung has to be noticed as ended before the next one is made.
            await Task.Delay(1);
            observed = await ObservedAsync(providers);
        }

        Assert.Equal(["a", "b"], observed);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Observe_SignalsThatAreNotWanted_AreNotAskedFor()
    {
        using var providers = new EvidenceProviders(
            [
                new FunctionProvider(_ => Answer("a")) { Signals = [new("a")] },
                new FunctionProvider(_ => throw new InvalidOperationException()) { Signals = [new("b")] },
                new FunctionProvider(_ => Answer("c")),
            ],
            Options.Create(new GoNoGoOptions()),
            new GoNoGoMetrics(new ValhallaMeter(null)),
            _time,
            NullLogger<EvidenceProviders>.Instance);
        var wanted = new HashSet<SignalName> { new("a") };

        var observed = await providers.ObserveAsync(wanted, CancellationToken.None);

        Assert.Equal(["a", "c"], observed.Select(evidence => evidence.Signal.Value));
    }

    [Fact]
    public async Task Observe_CallerThatGoes_DoesNotStopTheOthers()
    {
        var release = new TaskCompletionSource<IReadOnlyList<Evidence>>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        using var providers = Providers(_ => release.Task);
        using var gone = new CancellationTokenSource();
        var left = providers.ObserveAsync(wanted: null, gone.Token).AsTask();
        var stayed = ObservedAsync(providers);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        release.SetResult([Of("a")]);

        Assert.Equal(["a"], await stayed);
    }

    [Fact]
    public void Merge_SameInstant_TheProvidersObservationWins()
    {
        var observed = Of("a") with { Source = "provider" };
        var later = observed with { ObservedAt = observed.ObservedAt.AddTicks(1), Source = "posted" };

        Assert.Equal("provider", SourceOf([observed], [observed with { Source = "posted" }]));
        Assert.Equal("posted", SourceOf([observed], [later]));
        Assert.Equal("posted", SourceOf([later], [observed]));

        string SourceOf(Evidence[] provided, Evidence[] posted) =>
            EvidenceRules.Merge(provided, posted, observed.ObservedAt).Values.Single().Source;
    }

    [Fact]
    public void Merge_ObservedInTheFuture_DoesNotHideTheNewest()
    {
        var now = Of("a").ObservedAt;
        var newest = Of("a") with { Source = "newest" };
        var ahead = newest with { ObservedAt = now.AddHours(49), Source = "ahead" };

        Assert.Equal(newest, EvidenceRules.Merge([ahead], [newest], now).Values.Single());
        Assert.Equal(newest, EvidenceRules.Merge([newest], [ahead], now).Values.Single());
    }

    private static async Task<IReadOnlyList<string>> ObservedAsync(EvidenceProviders providers) =>
    [
        .. (await providers.ObserveAsync(wanted: null, CancellationToken.None))
            .Select(evidence => evidence.Signal.Value)
            .Order(StringComparer.Ordinal),
    ];

    private EvidenceProviders Providers(
        params Func<CancellationToken, Task<IReadOnlyList<Evidence>>>[] observe) => new(
            observe.Select(function => new FunctionProvider(function)),
            Options.Create(new GoNoGoOptions()),
            new GoNoGoMetrics(new ValhallaMeter(null)),
            _time,
            NullLogger<EvidenceProviders>.Instance);

    private static Task<IReadOnlyList<Evidence>> Answer(params string[] signals) =>
        Task.FromResult<IReadOnlyList<Evidence>>([.. signals.Select(Of)]);

    private static Evidence Of(string signal) =>
        new(new SignalName(signal), EvidenceValue.Of(1), DateTimeOffset.UnixEpoch, null, "test");

    private sealed class FunctionProvider(Func<CancellationToken, Task<IReadOnlyList<Evidence>>> observe)
        : IEvidenceProvider
    {
        public IReadOnlyCollection<SignalName>? Signals { get; init; }

        public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken) =>
            await observe(cancellationToken);
    }
}
