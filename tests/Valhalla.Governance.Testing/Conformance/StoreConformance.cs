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
            await _store.DisposeAsync();
        }
    }

    private protected abstract Task<StoreUnderTest> CreateAsync();
}
