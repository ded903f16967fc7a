using System.Collections.Concurrent;

namespace SampleApi.Deals;

/// <summary>The deals of this process. A real service keeps them in its own database.</summary>
public sealed class DealBook(TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<int, Deal> _deals = new();
    private int _lastId;

    /// <summary>All deals, newest first.</summary>
    public IReadOnlyList<Deal> List() => [.. _deals.Values.OrderByDescending(deal => deal.Id)];

    /// <summary>One deal, or null.</summary>
    public Deal? Find(int id) => _deals.GetValueOrDefault(id);

    /// <summary>Adds a deal.</summary>
    public Deal Add(NewDeal deal)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _deals[id] = new Deal(id, deal.Address, deal.AskingPrice, timeProvider.GetUtcNow());
    }
}
