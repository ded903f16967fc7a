namespace Valhalla.Governance.EntityFramework;

/// <summary>The one place of a provider that knows its error codes. Stateless, thread-safe.</summary>
internal interface IStoreErrorMapper
{
    StoreFault Map(Exception exception);
}
