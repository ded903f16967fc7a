namespace Valhalla.Governance.EntityFramework;

/// <summary>The one place of a provider that knows its error codes. Stateless, thread-safe.</summary>
internal interface IStoreErrorMapper
{
    StoreFault Map(Exception exception);

    /// <summary>What callers are told of a fault that this provider knows more about; null for the usual.</summary>
    ValhallaStoreException? Explain(StoreFault fault, Exception exception) => null;
}
