namespace Valhalla.Governance.TripwireQuality.Streams;

/// <summary>Starts a stream: from its random numbers to the sample of each event, by its index.</summary>
internal delegate Func<int, double> EventSource(StreamRandom random);
