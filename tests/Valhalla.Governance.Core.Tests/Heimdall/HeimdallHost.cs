using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Heimdall;

/// <summary>The charter over the in-memory stores and a clock that only the test moves.</summary>
internal sealed class HeimdallHost : IAsyncDisposable
{
    public static readonly DomainName Offer = new("WHOLESALE_OFFER");
    public static readonly ChangeAuthor Ann = new("ann");

    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-heimdall-").FullName;

    public HeimdallHost(Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Valhalla:GoLive:LatchFile", Path.Combine(_folder, "latch.json"))]).Build());
        services.AddSingleton<TimeProvider>(Clock);
        more?.Invoke(services);
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public IHeimdallCharter Charter => Get<IHeimdallCharter>();

    public IHeimdallStore Store => Get<IHeimdallStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static RecommendRequest Request(double confidence = 0.95, string? modelVersion = null) =>
        new(Offer, confidence, """{"price":1500}""") { Actor = "heimdall_ai", ModelVersion = modelVersion };

    /// <summary>Recommends and reports, so that there are so many trials.</summary>
    public async Task TryOutAsync(int successes, int failures, double confidence = 0.95, string? modelVersion = null)
    {
        for (var i = 0; i < successes + failures; i++)
        {
            var result = await Charter.RecommendAsync(Request(confidence, modelVersion));
            Assert.Equal(
                OutcomeStatus.Recorded,
                await Charter.RecordOutcomeAsync(result.RecommendationId, i < successes, "tester"));
        }
    }

    public async Task<HeimdallScorecard> CardAsync(int days = 30) =>
        Assert.Single(await Charter.GetScorecardsAsync(Offer, null, days));

    public async Task<HeimdallPolicy> PolicyAsync() =>
        (await Charter.GetPoliciesAsync()).Single(policy => policy.Domain == Offer);

    public ValueTask<HeimdallPolicy> ChangeAsync(Func<HeimdallPolicyChange, HeimdallPolicyChange> change) =>
        Charter.UpsertPolicyAsync(change(new HeimdallPolicyChange(Offer, Ann)));

    public async Task<IReadOnlyList<AuditRecord>> AuditAsync() =>
        await Get<IAuditStore>().ReadAsync(0, 1_000, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
