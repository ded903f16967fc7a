using NodaTime;

namespace Valhalla.Governance.Operations.MarketPolicies;

internal abstract class ContactCalendar
{
    public abstract bool IsOpen(Instant instant);

    public abstract Instant? NextOpen(Instant from);

    public abstract Duration OpenTimeBetween(Instant a, Instant b);
}
