using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every suite shares: a fresh store for each test.</summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private StoreUnderTest? _store;

    private protected StoreUnderTest Store => _store!;

    public async Task InitializeAsync()
    {
        _store = await CreateAsync();
        await _store.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (_store is not null)
        {
            var findings = LeavesStoreWhole ? await FindDifferencesAsync(_store) : [];
            await _store.DisposeAsync();
            Assert.Empty(findings);
        }
    }

    private protected abstract Task<StoreUnderTest> CreateAsync();

    /// <summary>
    /// Whether the rows are as their records say once a test is over, as they are whatever the library is asked to do.
    /// Not where a test itself writes rows without records, or leaves the database out of reach.
    /// </summary>
    private protected bool LeavesStoreWhole { get; set; } = true;

    private static async Task<IReadOnlyList<string>> FindDifferencesAsync(StoreUnderTest store)
    {
        var findings = new List<IntegrityFinding>();
        findings.AddRange((await store.Control.ReadEveryRowAsync(CancellationToken.None)).Findings);
        foreach (var check in store.Services.GetServices<IIntegrityCheck>())
        {
            findings.AddRange(await check.FindAsync(CancellationToken.None));
        }

        return [.. findings.Select(finding => $"{finding.Subject}: {finding.Detail}")];
    }
}
