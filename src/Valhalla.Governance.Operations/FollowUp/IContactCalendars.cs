namespace Valhalla.Governance.Operations.MarketPolicies;

internal interface IContactCalendars
{
    ValueTask<ContactCalendar> GetAsync(
        ProvinceCode province, MarketName? market, CancellationToken cancellationToken);
}
