using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

/// <summary>The real board over the in-memory store, with one provider that a test fills.</summary>
internal sealed class BoardFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public BoardFixture(
        IReadOnlyDictionary<string, string?>? settings = null, Action<ValhallaBuilder>? configure = null)
    {
        Records = Directory.CreateTempSubdirectory("valhalla-board-").FullName;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Valhalla:GoNoGo:RecordDirectory"] = Records,
                ["Valhalla:GoLive:LatchFile"] = Path.Combine(Records, "latch.json"),
            })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build());
        var builder = services.AddValhallaCore();
        services.RemoveAll<IEvidenceProvider>();
        services.AddSingleton<IEvidenceProvider>(Provider);
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider();
        Provider.Observed = [.. GoodEvidence.At(Time.GetUtcNow()).Values];
    }

    public FakeTimeProvider Time { get; } = new();

    public string Records { get; }

    public FilledProvider Provider { get; } = new();

    public IServiceProvider Services => _services;

    public IGoNoGoBoard Board => _services.GetRequiredService<IGoNoGoBoard>();

    public IGoNoGoStore Store => _services.GetRequiredService<IGoNoGoStore>();

    public ControlState Control => _services.GetRequiredService<ControlState>();

    public ValueTask<GoNoGoEvaluation> EvaluateAsync() => Board.EvaluateAsync(new ChangeAuthor("anna"));

    public async Task<SignOffStatus> SignAsync(string hash, SignOffRole role, string person) =>
        (await Board.SignOffAsync(new SignOffRequest(hash, role, new ChangeAuthor(person)))).Status;

    public async Task<GoNoGoEvaluation> SignedAsync()
    {
        var evaluation = await EvaluateAsync();
        foreach (var role in Enum.GetValues<SignOffRole>())
        {
            Assert.Equal(SignOffStatus.Recorded, await SignAsync(evaluation.Hash, role, $"person {role}"));
        }

        return evaluation;
    }

    public ValueTask<GoNoGoDecisionResult> DecideAsync(
        string hash, GoNoGoOutcome decision = GoNoGoOutcome.Go, DateTimeOffset? review = null) => Board.DecideAsync(
            new GoNoGoDecisionRequest(decision, hash, "because", new ChangeAuthor("captain"), review));

    public void Observe(string signal, EvidenceValue value) => Provider.Observed =
    [
        .. Provider.Observed.Where(evidence => evidence.Signal.Value != signal),
        new Evidence(new SignalName(signal), value, Time.GetUtcNow(), null, "monitoring"),
    ];

    /// <summary>All signals once more, as they are now.</summary>
    public void ObserveAllGood() => Provider.Observed = [.. GoodEvidence.At(Time.GetUtcNow()).Values];

    public async Task<IReadOnlyList<string>> AuditAsync() =>
    [
        .. (await _services.GetRequiredService<IAuditStore>().ReadAsync(0, 100, CancellationToken.None))
            .Select(record => record.Entry.Action),
    ];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(Records, recursive: true);
    }

    internal sealed class FilledProvider : IEvidenceProvider
    {
        public IReadOnlyList<Evidence> Observed { get; set; } = [];

        public ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(Observed);
    }
}
