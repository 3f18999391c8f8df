extension Papers {
    static let more = [
        Paper(
            name: "electronic invoice with labels above values",
            text: """
                FACTURA NR. EX-2023-15
                Data emiterii          Data scadenta
                14.03.2023             13.04.2023
                Vanzator                            Cumparator
                ALFA TEST SRL                       Orasul Exemplu
                Cod fiscal                          Cod fiscal
                RO18547290                          4297983
                Denumire          Cantitate     Pret          Valoare       TVA
                Servicii          1             1.000,00      1.000,00      190,00
                Total                                         1.000,00      190,00
                Total de plata                                              1.190,00
                """,
            type: "FACT",
            expected: [
                "number": "EX-2023-15", "date": "2023-03-14", "issuer_cui": "18547290",
                "recipient_cui": "4297983",
                "total_amount": "1190.00", "currency": "RON",
            ]),
        Paper(
            name: "decision on taxes of a firm",
            text: """
                ROMÂNIA
                Municipiul Exemplu
                Direcția Fiscală
                Codul de identificare fiscală: 4297983
                Nr. 77120 din data de 15.01.2020
                DECIZIE DE IMPUNERE pentru anul 2020
                Contribuabil: ALFA TEST SRL        CUI/CNP: 18547290
                Sursa            Debit
                Clădiri          1.000,00
                Teren            250,50
                Total de plată   1.250,50 lei
                """,
            type: "DECIMP",
            expected: [
                "number": "77120", "date": "2020-01-15", "reg_number": "77120",
                "reg_date": "2020-01-15", "issuer_cui": "4297983", "recipient_cui": "18547290",
                "total_amount": "1250.50", "currency": "RON",
            ]),
        Paper(
            name: "bank statement",
            text: """
                BANCA EXEMPLU SA
                EXTRAS DE CONT nr. 14/2021
                Data: 30.06.2021
                Client: Comuna Exemplu
                CUI: 4297983
                Sold inițial                             1.000,00 RON
                Total debitor                            200,00
                Total creditor                           50,00
                Sold final creditor                      850,00 RON
                """,
            type: "EXT",
            expected: [
                "number": "14", "date": "2021-06-30", "recipient_cui": "4297983",
                "total_amount": "850.00", "currency": "RON",
            ]),
        Paper(
            name: "order to take in cash, with three boxes for the date",
            text: """
                Unitatea Comuna Exemplu
                DISPOZIȚIE DE ÎNCASARE CĂTRE CASIERIE
                Nr. 18 din    Ziua   Luna   Anul
                              07     11     2016
                Numele și prenumele   Unu Ion
                Suma   125,00 lei   (una sută douăzeci și cinci lei)
                """,
            type: "DPI",
            expected: [
                "number": "18", "date": "2016-11-07", "total_amount": "125.00",
                "currency": "RON",
            ]),
        Paper(
            name: "proposal of expenditure",
            text: """
                Comuna Exemplu
                Compartiment: Achiziții
                Data: 09.09.2014
                Nr. 305
                PROPUNERE DE ANGAJARE A UNEI CHELTUIELI
                ÎN LIMITA CREDITELOR BUGETARE
                Scopul: furnizare hârtie
                Beneficiar: ALFA TEST SRL
                Suma propusă: 2.400,00 lei
                """,
            type: "PAC",
            expected: [
                "number": "305", "date": "2014-09-09", "total_amount": "2400.00",
                "currency": "RON",
            ]),
        Paper(
            name: "founding document",
            text: """
                Comuna Exemplu
                DOCUMENT DE FUNDAMENTARE
                Nr. unic de înregistrare: 900 / 03.02.2026
                Compartimentul de specialitate: Achiziții
                Total            0,00        5.000,00      5.000,00
                """,
            type: "DF",
            expected: [
                "number": "900", "date": "2026-02-03", "reg_number": "900",
                "reg_date": "2026-02-03", "total_amount": "5000.00", "currency": "RON",
            ]),
        Paper(
            name: "enforceable title",
            text: """
                Primăria Exemplu               Cod fiscal: 4297983
                Dosar nr. 12/2019
                Nr. 4501 / 02.05.2019
                        TITLU EXECUTORIU
                În temeiul art. 226 din Legea nr. 207/2015, debitorul ALFA TEST SRL,
                CUI 18547290, datorează suma totală de 3.300,00 lei.
                """,
            type: "TE",
            expected: [
                "number": "4501", "date": "2019-05-02", "reg_number": "4501",
                "reg_date": "2019-05-02", "issuer_cui": "4297983", "recipient_cui": "18547290",
                "total_amount": "3300.00", "currency": "RON",
            ]),
        Paper(
            name: "receipt for local taxes",
            text: """
                COMUNA EXEMPLU      C.I.F. 4297983
                CHITANȚĂ pentru încasarea creanțelor bugetelor locale
                Seria EX Nr. 123456   Data 11.04.2022
                Am primit de la Doi Ana
                Impozit clădiri                            120,00
                Impozit teren                              30,00
                TOTAL                                      150,00
                """,
            type: "CHITL",
            expected: [
                "series": "EX", "number": "123456", "date": "2022-04-11",
                "issuer_cui": "4297983", "total_amount": "150.00", "currency": "RON",
            ]),
        Paper(
            name: "council decision with number and date in its title",
            text: """
                CONSILIUL LOCAL AL MUNICIPIULUI EXEMPLU
                HOTĂRÂREA NR. 402 DIN 29.10.2018
                privind rectificarea bugetului local pe anul 2018
                Având în vedere referatul nr. 15241/19.10.2018,
                În temeiul Legii nr. 215/2001, HOTĂRĂȘTE:
                """,
            type: "HCL", expected: ["number": "402", "date": "2018-10-29"]),
        Paper(
            name: "order for payment of the new form",
            text: """
                Instituția publică: Comuna Exemplu
                ORDONANȚARE DE PLATĂ
                nr. 41 data 06.06.2025
                Beneficiar: ALFA TEST SRL
                CIF beneficiar: 18547290
                Cod angajament    Recepții    Plăți anterioare    Suma ordonanțată
                AAB1C2D3E4F       900,00      100,00              800,00
                """,
            type: "ORD",
            expected: [
                "number": "41", "date": "2025-06-06", "recipient_cui": "18547290",
                "total_amount": "800.00", "currency": "RON",
            ]),
        Paper(
            name: "receipt without a title",
            text: """
                BETA TEST SRL, CUI 18547290
                Seria BT nr. 77
                Am primit de la Comuna Exemplu
                Suma de 60,00 lei adică șaizeci lei
                """,
            type: "CHIT",
            expected: [
                "series": "BT", "number": "77", "issuer_cui": "18547290",
                "total_amount": "60.00", "currency": "RON",
            ]),
    ]
}
