namespace SampleApi.Deals;

/// <summary>A property that can be bought.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Address">Where it is.</param>
/// <param name="AskingPrice">What the seller asks, in currency units.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record Deal(int Id, string Address, decimal AskingPrice, DateTimeOffset CreatedAt);
