namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Where tasks share their windows.</summary>
internal readonly record struct FollowUpMarket(ProvinceCode Province, MarketName? Market)
{
    public static FollowUpMarket Of(FollowUpTask task) => new(task.Province, task.Market);
}
