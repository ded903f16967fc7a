using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IIdempotencyStore"/> does.</summary>
public abstract class IdempotencyConformance : StoreConformance
{
    [ConformanceFact]
    public async Task Purge_OlderThan_DeletesThoseAndNotMoreThanTheLimit()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.Ledger.ReserveAsync(1, key: $"key-{i}");
        }

        var now = (await Store.Ledger.ReadLatestAsync(CancellationToken.None)).Now;
        var none = await Store.Idempotency.PurgeAsync(now.AddHours(-1), 10, CancellationToken.None);
        var some = await Store.Idempotency.PurgeAsync(now.AddHours(1), 3, CancellationToken.None);
        var rest = await Store.Idempotency.PurgeAsync(now.AddHours(1), 10, CancellationToken.None);

        Assert.Equal((0, 3, 2), (none, some, rest));
        Assert.False((await Store.Ledger.ReserveAsync(1, key: "key-0")).IsReplay);
    }
}
